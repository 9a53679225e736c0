// A list that is sorted, filtered and paged by its address: what is chosen above it, the table, and the pages below it.
import type { ReactNode } from 'react'
import { formatDay, isDay } from '#app/calendar.ts'
import { Button, ButtonLink } from '../button.tsx'
import { type Column, DataTable, fullHead } from '../data-table.tsx'
import { type ListColumn, type ListDefinition, type ListPart, tableHref, toTableParams, type TableQuery } from './table-query.ts'

/** The boxes of a list. Those who are ticked on other pages (`tickedElsewhere`) are sent along. */
interface TicksOf<Row> {
  /** The name of the field. */
  name: string
  /** What a row's box sends; null if there is nothing to be done with it. */
  value: (row: Row) => string | null
  /** What the box is called: 勾选田小禾. */
  label: (row: Row) => string
  elsewhere: readonly string[]
  /** Which are ticked when nothing was chosen; none without it. */
  isTicked?: (row: Row) => boolean
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
  /** The address of the workbook; the state is added to it. */
  workbook?: string
  /** Puts a box before each row, and offers to tick all rows, those of this page, or none. `around` is their form. */
  ticks?: TicksOf<Row> | null
  /** Puts the table into a form; the choices above it are forms of their own. */
  around?: (table: ReactNode) => ReactNode
}

const count = (number: number) => number.toLocaleString('zh-CN')

export function ListTable<Row>(props: ListTableProps<Row>) {
  const { id, caption, definition, part, rowKey, cells = {}, empty, ticks, around = (table) => table } = props
  const columns = definition.columns.filter(({ key }) => part.query.columns.includes(key)).map((column) => toColumn(column, props, cells))
  const table = (
    <DataTable
      caption={`${caption}（${count(part.count)}）`}
      columns={ticks ? withBoxes(columns, ticks, part.query.tick) : columns}
      rows={part.rows}
      rowKey={rowKey}
      empty={part.total > 0 ? '没有符合的。去掉上面的条件再看。' : empty}
    />
  )
  return (
    <section id={id}>
      {part.total > 0 && <TableBar {...props} />}
      {around(
        ticks && part.rows.length > 0 ? (
          <>
            {ticks.elsewhere.map((value) => (
              <input key={value} type="hidden" name={ticks.name} value={value} />
            ))}
            {table}
          </>
        ) : (
          table
        ),
      )}
      <ListPages {...props} />
    </section>
  )
}

/** The boxes stand before what the first column shows, which stays in sight. */
function withBoxes<Row>(
  [first, ...rest]: Column<Row>[],
  { name, value, label, isTicked }: TicksOf<Row>,
  tick: TableQuery['tick'],
): Column<Row>[] {
  if (!first) return []
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
            defaultChecked={tick === null ? isTicked?.(row) : tick !== 'none'}
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
  { id, definition, part: { query } }: ListTableProps<Row>,
  cells: NonNullable<ListTableProps<Row>['cells']>,
): Column<Row> {
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
    ...(isForScreen
      ? { screenOnly: true }
      : { sorting: { dir, href: tableHref(query, definition.columns, { sort: key, dir: next }, id) } }),
    cell: cells[key] ?? shown,
  }
}

/** How many there are, what was chosen, and what else can be chosen. On the screen it says what the caption says on paper. */
function TableBar<Row>(props: ListTableProps<Row>) {
  const { id, unit, definition, part, workbook, ticks } = props
  const { query } = part
  const href = (change: Partial<TableQuery>) => tableHref(query, definition.columns, change, id)
  const params = new URLSearchParams(toTableParams({ ...query, page: 1, tick: null }, definition.columns)).toString()
  return (
    <div className="table-bar screen-only">
      <span className="count">
        共 {count(part.count)} {unit}
        {part.pages > 1 && `，第 ${count(part.first)}–${count(part.first + part.rows.length - 1)}`}
      </span>
      {part.options.map((filter) => (
        <FilterChips key={filter.name} filter={filter} query={query} href={href} />
      ))}
      {ticks && (
        <span className="chips">
          勾选：
          {part.pages > 1 && (
            <a href={href({ page: part.page, tick: 'all' })} aria-current={query.tick === 'all' || undefined}>
              全部 {count(part.count)}
              {query.tick === 'all' && '，别的页的也勾上了'}
            </a>
          )}
          <a href={href({ page: part.page, tick: 'page' })} aria-current={query.tick === 'page' || undefined}>
            这一页
          </a>
          <a href={href({ page: part.page, tick: 'none' })}>都不选</a>
        </span>
      )}
      <ChooseForm {...props} />
      {workbook && (
        <ButtonLink kind="plain" href={params ? `${workbook}?${params}` : workbook}>
          下载 Excel
        </ButtonLink>
      )}
    </div>
  )
}

/** More values than this are chosen from a menu. */
const maxChips = 6

function FilterChips<Row>({
  filter: { name, label, values },
  query,
  href,
}: {
  filter: ListPart<Row>['options'][number]
  query: TableQuery
  href: (change: Partial<TableQuery>) => string
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
          <a key={value} href={href({ filters: others })} aria-current="true" aria-label={`不再只看${words}`}>
            {words} {count(rows)} <span aria-hidden="true">✕</span>
          </a>
        ) : (
          <a key={value} href={href({ filters: { ...others, [name]: value } })}>
            {words} {count(rows)}
          </a>
        ),
      )}
    </span>
  )
}

/** Menus of many values, the order (cards have no heads to press), and the columns: a form, kept in the address. */
function ChooseForm<Row>({ id, definition, part: { query, options } }: ListTableProps<Row>) {
  const menus = options.filter(({ values }) => values.length > maxChips)
  const others = Object.entries(query.filters).filter(([name]) => !menus.some((menu) => menu.name === name))
  return (
    <details className="choose">
      <summary>筛选、排序、选列</summary>
      <form method="get" action={`#${id}`}>
        {others.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {menus.map(({ name, label, values }) => (
          <label key={name}>
            {label}
            <select name={name} defaultValue={query.filters[name] ?? ''}>
              <option value="">全部</option>
              {values.map(({ value, label: words, count: rows }) => (
                <option key={value} value={value}>
                  {words}（{count(rows)}）
                </option>
              ))}
            </select>
          </label>
        ))}
        <label>
          按什么排
          <select name="sort" defaultValue={query.sort ?? ''}>
            <option value="">原来的顺序</option>
            {definition.columns
              .filter(({ isForScreen }) => !isForScreen)
              .map((column) => (
                <option key={column.key} value={column.key}>
                  {fullHead(column)}
                </option>
              ))}
          </select>
        </label>
        <label>
          <input type="checkbox" name="dir" value="desc" defaultChecked={query.dir === 'desc'} /> 倒过来排
        </label>
        <fieldset>
          <legend>看哪几列</legend>
          {definition.columns.slice(1).map((column) => (
            <label key={column.key}>
              <input type="checkbox" name="columns" value={column.key} defaultChecked={query.columns.includes(column.key)} />{' '}
              {fullHead(column)}
            </label>
          ))}
        </fieldset>
        <Button kind="plain">照这样看</Button>
      </form>
    </details>
  )
}

function ListPages<Row>({ id, definition, part: { query, page, pages } }: ListTableProps<Row>) {
  if (pages < 2) return null
  const link = (to: number, words: string) => (
    <a key={words} href={tableHref(query, definition.columns, { page: to }, id)}>
      {words}
    </a>
  )
  return (
    <nav className="pages" aria-label="翻页">
      {page > 2 && link(1, '第一页')}
      {page > 1 && link(page - 1, '上一页')}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && link(page + 1, '下一页')}
      {page < pages - 1 && link(pages, '最后一页')}
    </nav>
  )
}
