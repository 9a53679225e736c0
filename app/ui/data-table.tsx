// Tables of a desk: a caption, typed columns, and a sentence if there are no rows. Head and first column stay while the
// rows scroll; on narrow screens each row is a card, whose cells carry their heads.
import { Button, DownloadButton } from './button.tsx'
import { Children, isValidElement, type ReactNode } from 'react'
import { Empty } from './notice.tsx'
import { PostForm } from './forms/post-form.tsx'

/**
 * What a column holds: `number` is right-aligned, with faint zeros; `short` (names, counts with a unit) does not wrap; `day` (a day or a
 * moment), `time` and `state` do not either, and keep one width in all tables; `title` (names of classes) has room for two lines. Everything
 * else wraps between words.
 */
export type ColumnKind = 'text' | 'number' | 'short' | 'day' | 'time' | 'state' | 'title'

export interface Column<Row> {
  head: string
  /** A common header above neighbouring columns with the same group. */
  group?: string
  kind?: ColumnKind
  /** Leads to other pages or is filled in on the screen: not printed. */
  screenOnly?: boolean
  /** Its head is a link that sorts by it; `dir` is how it is sorted now. `isPosted`: the form around the table is sent along. */
  sorting?: { href: string; dir: 'asc' | 'desc' | null; isPosted?: boolean }
  cell: (row: Row) => ReactNode
}

interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Said instead of rows: a line, with a link to what fills it. */
  empty?: ReactNode
  /** A last row for the whole, with a cell for each column. */
  foot?: readonly ReactNode[]
}

const isZero = (cell: ReactNode) => cell === 0 || cell === '0'

/** Signs beyond which something short wraps: names of 40 signs exist, and would push what stands behind them out of the frame. */
const longestShort = 20
const isLong = (node: ReactNode): boolean =>
  Children.toArray(node).some((part) =>
    typeof part === 'string' ? part.length > longestShort : isValidElement<{ children?: ReactNode }>(part) && isLong(part.props.children),
  )

const classOf = <Row,>({ kind, screenOnly }: Column<Row>, cell?: ReactNode) =>
  [
    kind === 'text' || (kind === 'short' && isLong(cell)) ? '' : kind,
    kind === 'number' && isZero(cell) ? 'zero' : '',
    screenOnly ? 'screen-only' : '',
  ]
    .filter(Boolean)
    .join(' ') || undefined

/** What a column is called where its group does not stand above it. */
export const fullHead = ({ group, head }: Pick<Column<never>, 'group' | 'head'>) => (group ? `${group} ${head}` : head)

interface TurnProps {
  href: string
  isPosted?: boolean | undefined
  className?: string | undefined
  'aria-current'?: 'true' | undefined
  'aria-label'?: string | undefined
  children: ReactNode
}

/** Leads to another state of a list: as a link, or by sending the form that it stands in there, so that what is ticked and typed is kept. */
export const Turn = ({ href, isPosted = false, className, children, ...rest }: TurnProps) =>
  isPosted ? (
    <button className={className ? `turn ${className}` : 'turn'} name="turn" value="there" formAction={href} formNoValidate {...rest}>
      {children}
    </button>
  ) : (
    <a className={className} href={href} {...rest}>
      {children}
    </a>
  )

const ariaSort = { asc: 'ascending', desc: 'descending' } as const

/** The header, in two rows if some columns have a group. */
function Heads<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const grouped = columns.filter(({ group }) => group)
  const one = (column: Column<Row>, rowSpan?: number) => (
    <th
      key={fullHead(column)}
      scope="col"
      rowSpan={rowSpan}
      className={classOf(column)}
      aria-sort={column.sorting?.dir ? ariaSort[column.sorting.dir] : undefined}
    >
      {column.sorting ? (
        <Turn
          className={column.sorting.dir ? `sorted ${column.sorting.dir}` : undefined}
          href={column.sorting.href}
          isPosted={column.sorting.isPosted}
        >
          {column.head}
        </Turn>
      ) : (
        column.head
      )}
    </th>
  )
  if (grouped.length === 0) return <tr>{columns.map((column) => one(column))}</tr>
  return (
    <>
      <tr>
        {columns.map((column, i) => {
          if (!column.group) return one(column, 2)
          if (columns[i - 1]?.group === column.group) return null
          return (
            <th
              key={fullHead(column)}
              scope="colgroup"
              colSpan={grouped.filter(({ group }) => group === column.group).length}
              className="group"
            >
              {column.group}
            </th>
          )
        })}
      </tr>
      <tr>{grouped.map((column) => one(column))}</tr>
    </>
  )
}

/** The cells of a row, each with its head, which cards show. */
function Cells<Row>({ columns, cellOf }: { columns: readonly Column<Row>[]; cellOf: (column: Column<Row>, i: number) => ReactNode }) {
  return (
    <tr>
      {columns.map((column, i) => {
        const cell = cellOf(column, i)
        return (
          <td key={fullHead(column)} className={classOf(column, cell)} data-label={fullHead(column)}>
            {cell}
          </td>
        )
      })}
    </tr>
  )
}

export function DataTable<Row>({ caption, columns, rows, rowKey, empty = '这里还没有内容。', foot }: DataTableProps<Row>) {
  if (rows.length === 0) {
    return (
      <section>
        <h2>{caption}</h2>
        <Empty>{empty}</Empty>
      </section>
    )
  }
  return (
    <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <Heads columns={columns} />
        </thead>
        <tbody>
          {rows.map((row) => (
            <Cells key={rowKey(row)} columns={columns} cellOf={(column) => column.cell(row)} />
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <Cells columns={columns} cellOf={(_, i) => foot[i]} />
          </tfoot>
        )}
      </table>
    </div>
  )
}

interface Turning<P> {
  /** The current page and the links to others (app/paging.ts); `pages` is null if there are too many to count. */
  turns: { page: number; pages: number | null; first: P | null; previous: P | null; next: P | null; last: P | null }
}

/** Pages of a long list, as links. */
export const Pagination = <P,>({ turns, href }: Turning<P> & { href: (position: P) => string }) => (
  <PageLinkList turns={turns} turn={(to, words) => <a href={href(to)}>{words}</a>} />
)

/** Does the same for search results, with posted forms, because a searched name or number must not be in a URL. */
export const SearchPagination = <P,>({
  turns,
  search,
  tail,
}: Turning<P> & { search: string; tail: (position: P) => Record<string, string> }) => (
  <PageLinkList
    turns={turns}
    turn={(to, words) => (
      <PostForm>
        <input type="hidden" name="search" value={search} />
        {Object.entries(tail(to)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button kind="plain">{words}</Button>
      </PostForm>
    )}
  />
)

/** The workbook of what a search found, which is posted like the search: it is in no address. */
export const SearchWorkbook = ({ address, search }: { address: string; search: string }) => (
  <PostForm action={address} className="screen-only">
    <input type="hidden" name="listed" value={search} />
    <DownloadButton />
  </PostForm>
)

/** Links to other pages, each as `turn` makes it. Shows nothing if there is only one page. */
export function PageLinkList<P>({ turns, turn }: Turning<P> & { turn: (to: P, words: string) => ReactNode }) {
  const { page, pages, first, previous, next, last } = turns
  if (!previous && !next) return null
  return (
    <nav className="pages" aria-label="翻页">
      {first && page > 2 && turn(first, '第一页')}
      {previous && turn(previous, '上一页')}
      <span>{pages === null ? (next ? `第 ${page} 页` : '最后一页') : `第 ${page} 页，共 ${pages} 页`}</span>
      {next && turn(next, '下一页')}
      {last && (pages === null || pages > page + 1) && turn(last, '最后一页')}
    </nav>
  )
}

/** Views of the same thing, as links. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly { href: string; label: string; current?: boolean }[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
        </a>
      ))}
    </nav>
  )
}
