// A list that is sorted, filtered and paged by its address: what is chosen above it, the table, and the pages below it.
import type { ReactNode } from 'react'
import { formatDay, isDay } from '#app/calendar.ts'
import { Button, ButtonLink, DownloadButton } from '../button.tsx'
import { toPositionQuery } from '#app/paging.ts'
import { type Column, DataTable, fullHead, PageLinkList, Turn } from '../data-table.tsx'
import { type ListColumn, type ListDefinition, type ListPart, type Params, tableHref, type TableQuery } from './table-query.ts'

/** The boxes of a list. Those that are ticked on other pages are sent along, and whatever changes what is shown keeps them all. */
interface TicksOf<Row> {
  /** The name of the field. */
  name: string
  /** What a row's box sends; null if there is nothing to be done with it. */
  value: (row: Row) => string | null
  /** What the box is called: 勾选田小禾. */
  label: (row: Row) => string
  /** What is ticked on all pages (`listTicked`). */
  ticked: readonly string[]
}

interface ListTableProps<Row> {
  /** Names it in the address, so that a link from within leads back to it. */
  id: string
  caption: string
  /** What is counted: 人, 个. */
  unit: string
  definition: ListDefinition<Row>
  part: ListPart<Row>
  rowKey: (row: Row) => string
  /** What cells show if not the column's value, by key. */
  cells?: Partial<Record<string, (row: Row) => ReactNode>>
  empty: ReactNode
  /** The address of the workbook; the state is added to it. Null for what is only looked at while something else is done. */
  workbook: string | null
  /** Whether the list is what a search found, which is in no address: the workbook is asked for by the form around the list. */
  isSearched?: boolean
  /** What else stands in the address of the page: its tab, the state of its other lists. */
  kept?: Params
  /** The columns that can be sorted by now, if not all: long lists of the database cannot. */
  sortable?: readonly string[]
  /** Says why some columns cannot be sorted, and what to do. */
  unsorted?: string | null
  /** Whether whatever changes what is shown sends the form around it along; where there are boxes, always. */
  isPosted?: boolean
  /** Puts a box before each row, and offers to tick all rows, those of this page, or none. `around` is their form, whose route reads turns. */
  ticks?: TicksOf<Row> | null
  /** Puts the table into a form: with `ticks` all of the list, else the choices above it are a form of their own. */
  around?: (table: ReactNode) => ReactNode
}

const count = (number: number) => number.toLocaleString('zh-CN')

const isPostedBy = <Row,>({ ticks, isPosted = Boolean(ticks) }: Pick<ListTableProps<Row>, 'ticks' | 'isPosted'>) => isPosted
/** How many there are, as far as they were counted. */
const formatRows = ({ count: rows, isMore }: Pick<ListPart<never>, 'count' | 'isMore'>) => `${count(rows)}${isMore ? ' 以上' : ''}`
const countOf = ({ count: rows, isMore }: Pick<ListPart<never>, 'count' | 'isMore'>, unit: string) =>
  `共 ${count(rows)} ${unit}${isMore ? '以上' : ''}`

export function ListTable<Row>(props: ListTableProps<Row>) {
  const { id, caption, definition, part, rowKey, cells = {}, empty, ticks, around = (table) => table } = props
  const isPosted = isPostedBy(props)
  const columns = definition.columns.filter(({ key }) => part.query.columns.includes(key)).map((column) => toColumn(column, props, cells))
  const table = (
    <DataTable
      caption={`${caption}（${formatRows(part)}）`}
      columns={ticks ? withBoxes(columns, ticks) : columns}
      rows={part.rows}
      rowKey={rowKey}
      empty={part.total > 0 ? '没有符合的。去掉上面的条件再看。' : empty}
    />
  )
  const bar = part.total > 0 && (
    <>
      <TableBar {...props} />
      <PartOnPaper {...props} />
    </>
  )
  const pages = <ListPages {...props} />
  return (
    <section id={id}>
      {part.query.prefix && part.rows.length > 0 && <h2 className="screen-only">{caption}</h2>}
      {isPosted ? (
        around(
          <>
            {bar}
            {ticks && listElsewhere(part, ticks).map((value) => <input key={value} type="hidden" name={ticks.name} value={value} />)}
            {table}
            {pages}
          </>,
        )
      ) : (
        <>
          {bar}
          {around(table)}
          {pages}
        </>
      )}
    </section>
  )
}

/** What is ticked on other pages. */
function listElsewhere<Row>({ rows }: Pick<ListPart<Row>, 'rows'>, { value, ticked }: Pick<TicksOf<Row>, 'value' | 'ticked'>): string[] {
  const here = new Set(rows.map(value))
  return ticked.filter((one) => !here.has(one))
}

/** The boxes stand before what the first column shows, which stays in sight. */
function withBoxes<Row>([first, ...rest]: Column<Row>[], { name, value, label, ticked }: TicksOf<Row>): Column<Row>[] {
  if (!first) return []
  const isTicked = new Set(ticked)
  const cell = (row: Row) => {
    const sent = value(row)
    return (
      <>
        {sent !== null && (
          <input
            type="checkbox"
            className="screen-only"
            name={name}
            value={sent}
            aria-label={label(row)}
            defaultChecked={isTicked.has(sent)}
          />
        )}{' '}
        {first.cell(row)}
      </>
    )
  }
  return [{ ...first, cell }, ...rest]
}

function toColumn<Row>(
  { key, head, kind, group, value, isForScreen }: ListColumn<Row>,
  props: ListTableProps<Row>,
  cells: NonNullable<ListTableProps<Row>['cells']>,
): Column<Row> {
  const {
    id,
    definition,
    part: { query },
    kept,
    sortable,
  } = props
  const dir = query.sort === key ? query.dir : null
  const next = dir === null ? (kind === 'number' ? 'desc' : 'asc') : dir === 'asc' ? 'desc' : 'asc'
  const shown = (row: Row) => {
    const plain = value(row)
    return kind === 'day' && typeof plain === 'string' && isDay(plain) ? formatDay(plain) : plain
  }
  return {
    head,
    ...(kind && { kind }),
    ...(group && { group }),
    ...(isForScreen ? { screenOnly: true } : {}),
    ...(isForScreen || sortable?.includes(key) === false
      ? {}
      : {
          sorting: {
            dir,
            href: tableHref(query, definition.columns, { sort: key, dir: next }, { anchor: id, kept }),
            isPosted: isPostedBy(props),
          },
        }),
    cell: cells[key] ?? shown,
  }
}

/** How many there are, what was chosen, and what else can be chosen. On the screen it says what the caption says on paper. */
function TableBar<Row>(props: ListTableProps<Row>) {
  const { id, unit, definition, part, ticks } = props
  const { query } = part
  const href = (change: Partial<TableQuery>) => tableHref(query, definition.columns, change, { anchor: id, kept: props.kept })
  return (
    <div className="table-bar screen-only">
      <span className="count">
        {countOf(part, unit)}
        {part.pages > 1 && part.rows.length > 0 && `，第 ${count(part.first)}–${count(part.first + part.rows.length - 1)}`}
      </span>
      {part.options.map((filter) => (
        <FilterChips key={filter.name} filter={filter} query={query} href={href} isPosted={isPostedBy(props)} />
      ))}
      {ticks && <TickChips {...props} ticks={ticks} />}
      <ChooseForm {...props} />
      <WorkbookOf {...props} />
    </div>
  )
}

/** What was chosen, and which part of the list it is: on paper nothing else says so. */
function PartOnPaper<Row>({ part, unit }: ListTableProps<Row>) {
  const { query, options, rows, first, pages } = part
  const chosen = options.flatMap(({ name, label, values }) => {
    const value = values.find((one) => one.value === query.filters[name])
    return value ? [`${label} ${value.label}`] : []
  })
  const isPart = pages > 1 && rows.length > 0
  if (chosen.length === 0 && !isPart) return null
  return (
    <p className="print-only">
      {chosen.length > 0 && `只看：${chosen.join('，')}。`}
      {isPart &&
        `这里是第 ${count(first)}–${count(first + rows.length - 1)} ${unit}，${countOf(part, unit)}；要全部的，请下载 Excel 再打印。`}
    </p>
  )
}

/** What is shown, on all pages. */
function WorkbookOf<Row>({ workbook, isSearched, definition, part: { query }, kept }: ListTableProps<Row>) {
  if (!workbook) return null
  const href = workbook + tableHref(query, definition.columns, {}, { kept }).replace(/^\?$/, '')
  return isSearched ? (
    <DownloadButton formAction={href} />
  ) : (
    <ButtonLink kind="plain" href={href}>
      下载 Excel
    </ButtonLink>
  )
}

/** More are not ticked at once. */
const maxTicked = 5_000

/** Ticks all, those of the page, or none, and says how many were ticked when the page was opened. */
function TickChips<Row>({ id, definition, ticks, part, unit, kept = [] }: ListTableProps<Row> & { ticks: TicksOf<Row> }) {
  const { query, page, database } = part
  const elsewhere = listElsewhere(part, ticks).length
  const chip = (tick: TableQuery['tick'], words: string) => (
    <Turn
      href={tableHref(
        query,
        definition.columns,
        { page: database ? 1 : page, tick },
        { anchor: id, kept: [...kept, ...(database?.at ?? [])] },
      )}
      aria-current={(tick !== 'none' && query.tick === tick && 'true') || undefined}
      isPosted
    >
      {words}
    </Turn>
  )
  return (
    <span className="chips">
      勾选：
      {part.pages > 1 && !part.isMore && part.count <= maxTicked && chip('all', `全部 ${count(part.count)}`)}
      {chip('page', '这一页')}
      {chip('none', '都不选')}
      {part.pages > 1 && (
        <span>
          翻到这页时一共勾了 <b>{count(ticks.ticked.length)}</b> {unit}
          {elsewhere > 0 && `，其中 ${count(elsewhere)} ${unit}在别的页`}；翻页不会丢
        </span>
      )}
    </span>
  )
}

/** More values than this are chosen from a menu. */
const maxChips = 6

function FilterChips<Row>({
  filter: { name, label, values },
  query,
  href,
  isPosted,
}: {
  filter: ListPart<Row>['options'][number]
  query: TableQuery
  href: (change: Partial<TableQuery>) => string
  isPosted: boolean
}) {
  const chosen = query.filters[name]
  const others = Object.fromEntries(Object.entries(query.filters).filter(([other]) => other !== name))
  if (values.length < 2 && !chosen) return null
  const offered = values.length > maxChips ? values.filter(({ value }) => value === chosen) : values
  if (offered.length === 0) return null
  return (
    <span className="chips" role="group" aria-label={label}>
      {label}：
      {offered.map(({ value, label: words, count: rows }) =>
        value === chosen ? (
          <Turn
            key={value}
            href={href({ filters: others })}
            aria-current="true"
            aria-label={`${words} ${rows === null ? '' : count(rows)}，不再只看`}
            isPosted={isPosted}
          >
            {words} {rows !== null && count(rows)} <span aria-hidden="true">✕</span>
          </Turn>
        ) : (
          <Turn key={value} href={href({ filters: { ...others, [name]: value } })} isPosted={isPosted}>
            {words} {rows !== null && count(rows)}
          </Turn>
        ),
      )}
    </span>
  )
}

/** Menus of many values, the order (cards have no heads to press), and the columns: a form, kept in the address. */
function ChooseForm<Row>(props: ListTableProps<Row>) {
  const {
    id,
    definition,
    part: { query, options },
    kept = [],
    sortable,
    unsorted,
  } = props
  const { prefix } = query
  const menus = options.filter(({ values }) => values.length > maxChips)
  const others = Object.entries(query.filters).filter(([name]) => !menus.some((menu) => menu.name === name))
  return (
    <details className="choose">
      <summary>筛选、排序、选列</summary>
      <ChoiceOfList id={id} isPosted={isPostedBy(props)}>
        {[...kept, ...others.map(([name, value]) => [prefix + name, value] as const)].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {menus.map(({ name, label, values }) => (
          <label key={name}>
            {label}
            <select name={prefix + name} defaultValue={query.filters[name] ?? ''}>
              <option value="">全部</option>
              {values.map(({ value, label: words, count: rows }) => (
                <option key={value} value={value}>
                  {words}
                  {rows !== null && `（${count(rows)}）`}
                </option>
              ))}
            </select>
          </label>
        ))}
        {sortable?.length !== 0 && (
          <>
            <label>
              按什么排
              <select name={`${prefix}sort`} defaultValue={query.sort ?? ''}>
                <option value="">原来的顺序</option>
                {definition.columns
                  .filter(({ key, isForScreen }) => !isForScreen && sortable?.includes(key) !== false)
                  .map((column) => (
                    <option key={column.key} value={column.key}>
                      {fullHead(column)}
                    </option>
                  ))}
              </select>
            </label>
            <label>
              <input type="checkbox" name={`${prefix}dir`} value="desc" defaultChecked={query.dir === 'desc'} /> 倒过来排
            </label>
          </>
        )}
        {unsorted && <p className="soft small">{unsorted}</p>}
        <fieldset>
          <legend>看哪几列</legend>
          {definition.columns.slice(1).map((column) => (
            <label key={column.key}>
              <input type="checkbox" name={`${prefix}columns`} value={column.key} defaultChecked={query.columns.includes(column.key)} />{' '}
              {fullHead(column)}
            </label>
          ))}
        </fieldset>
      </ChoiceOfList>
    </details>
  )
}

/** A form of its own, or, where another one is around the list, a part of it: a form cannot stand in a form. */
const ChoiceOfList = ({ id, isPosted, children }: { id: string; isPosted: boolean; children: ReactNode }) =>
  isPosted ? (
    <div className="choice-of-list">
      {children}
      <Button kind="plain" name="turn" value="choose" formAction={`?#${id}`} formNoValidate>
        照这样看
      </Button>
    </div>
  ) : (
    <form method="get" action={`#${id}`} className="choice-of-list">
      {children}
      <Button kind="plain">照这样看</Button>
    </form>
  )

function ListPages<Row>(props: ListTableProps<Row>) {
  const { id, definition, part, kept = [] } = props
  const { query, page, pages, database } = part
  const href = (to: Partial<TableQuery>, at: Params = []) =>
    tableHref(query, definition.columns, to, { anchor: id, kept: [...kept, ...at] })
  if (database) {
    return (
      <PageLinkList
        turns={database.turns}
        turn={(to, words) => (
          <Turn key={words} href={href({}, Object.entries(toPositionQuery(to)))} isPosted={isPostedBy(props)}>
            {words}
          </Turn>
        )}
      />
    )
  }
  const [first, last] = [1, pages]
  return (
    <PageLinkList
      turns={{ page, pages, first, previous: page > 1 ? page - 1 : null, next: page < pages ? page + 1 : null, last }}
      turn={(to, words) => (
        <Turn key={words} href={href({ page: to })} isPosted={isPostedBy(props)}>
          {words}
        </Turn>
      )}
    />
  )
}
