// Tables of a desk: a caption, columns that know their kind, and a sentence when there is nothing.
import { Button } from './button.tsx'
import type { ReactNode } from 'react'
import { Empty } from './notice.tsx'

export interface Column<Row> {
  head: string
  /** A head above those of neighbours that name the same. */
  group?: string
  /** `short`: names, days and numbers of things, which should not be broken over lines. */
  kind?: 'text' | 'number' | 'short'
  cell: (row: Row) => ReactNode
}

interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  empty?: string
  /** A last line for the whole, a cell for each column. */
  foot?: readonly ReactNode[]
}

const classOf = <Row,>({ kind }: Column<Row>) => (kind === 'text' ? undefined : kind)
const keyOf = <Row,>({ group = '', head }: Column<Row>) => `${group} ${head}`

/** The heads, in two lines where some stand under a common one. */
function Heads<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const grouped = columns.filter(({ group }) => group)
  const one = (column: Column<Row>, rowSpan?: number) => (
    <th key={keyOf(column)} scope="col" rowSpan={rowSpan} className={classOf(column)}>
      {column.head}
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
            <th key={keyOf(column)} scope="colgroup" colSpan={grouped.filter(({ group }) => group === column.group).length} className="group">
              {column.group}
            </th>
          )
        })}
      </tr>
      <tr>{grouped.map((column) => one(column))}</tr>
    </>
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
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={keyOf(column)} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {columns.map((column, i) => (
                <td key={keyOf(column)} className={classOf(column)}>
                  {foot[i]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

/** Pages of a long list, as links. */
export function Pagination({ page, pages, href }: { page: number; pages: number; href: (page: number) => string }) {
  if (pages <= 1) return null
  return (
    <nav className="pages" aria-label="翻页">
      {page > 1 && <a href={href(page - 1)}>上一页</a>}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && <a href={href(page + 1)}>下一页</a>}
    </nav>
  )
}

/** The same for what was searched for: posted again, because a name or a number that is looked for does not belong into an address. */
export function SearchedPages({ page, pages, search }: { page: number; pages: number; search: string }) {
  if (pages <= 1) return null
  const turn = (to: number, words: string) => (
    <Button kind="plain" name="page" value={to}>
      {words}
    </Button>
  )
  return (
    <form method="post" className="pages" aria-label="翻页">
      <input type="hidden" name="search" value={search} />
      {page > 1 && turn(page - 1, '上一页')}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && turn(page + 1, '下一页')}
    </form>
  )
}

/** Views of one thing, as links. */
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
