// Tables of a desk: a caption, columns that know their kind, and a sentence when there is nothing.
import type { ReactNode } from 'react'
import { Empty } from './notice.tsx'

export interface Column<Row> {
  head: string
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
}

export function DataTable<Row>({ caption, columns, rows, rowKey, empty = '这里还没有内容。' }: DataTableProps<Row>) {
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
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={column.kind === 'text' ? undefined : column.kind}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.head} className={column.kind === 'text' ? undefined : column.kind}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
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
