// What a table shows is in its address: sorted by which column, which filters, which page, which columns. Any address gives a valid state;
// what it says wrongly is left out. Values are codes and never names or numbers of people, which have no place in addresses.
import type { ColumnKind } from '../data-table.tsx'

/** A column of a list. Its value is what the list is sorted by, what a workbook gets, and what is shown unless the page shows more. */
export interface ListColumn<Row> {
  key: string
  head: string
  kind?: ColumnKind
  group?: string
  /** A text, a number, or a day as `2019-03-05`; null if there is none. */
  value: (row: Row) => string | number | null
  /** What it is sorted by, if not by its value: a state by its place in life. */
  order?: (row: Row) => string | number | null
  /** Names of people: sorted by pinyin as surnames are read. */
  isName?: boolean
  /** Cannot be sorted and is in no workbook: fields, links. */
  isForScreen?: boolean
}

export interface ListFilter<Row> {
  name: string
  label: string
  /** A code of letters and digits; several if a row has several, such as the roles of an account. */
  value: (row: Row) => string | readonly string[]
  /** What the code is called; `row` is one that has it, if there is any. */
  labelOf: (value: string, row: Row | undefined) => string
}

/** A list in full: made once, used by the loader, the page and the workbook. The first column is always shown. */
export interface ListDefinition<Row> {
  columns: readonly ListColumn<Row>[]
  filters?: readonly ListFilter<Row>[]
  /** Rows on a page. */
  size: number
}

export interface TableQuery {
  /** The key of a column; null for the list's own order. */
  sort: string | null
  dir: 'asc' | 'desc'
  page: number
  /** Keys of the columns that are shown, in the list's order. */
  columns: readonly string[]
  filters: Readonly<Partial<Record<string, string>>>
  /** Rows that are ticked when the page opens; null for those that the list itself ticks. */
  tick: 'page' | 'all' | 'none' | null
}

const maxPage = 100_000
const code = /^[\w-]{1,64}$/

/** Parses the address; unknown columns and filters, and values that are no codes, are left out. */
export function parseTableQuery<Row>(given: URLSearchParams, { columns, filters = [] }: ListDefinition<Row>): TableQuery {
  const sort = columns.find(({ key, isForScreen }) => !isForScreen && key === given.get('sort'))?.key ?? null
  const page = Math.floor(Number(given.get('page')))
  const chosen = new Set(given.getAll('columns').flatMap((keys) => keys.slice(0, 1_000).split(',')))
  const known = columns.filter(({ key }, i) => i === 0 || chosen.has(key)).map(({ key }) => key)
  const tick = given.get('tick')
  return {
    sort,
    dir: sort && given.get('dir') === 'desc' ? 'desc' : 'asc',
    page: page >= 1 && page <= maxPage ? page : 1,
    columns: known.length > 1 ? known : columns.map(({ key }) => key),
    filters: Object.fromEntries(
      filters.flatMap(({ name }) => {
        const value = given.get(name) ?? ''
        return code.test(value) ? [[name, value]] : []
      }),
    ),
    tick: tick === 'page' || tick === 'all' || tick === 'none' ? tick : null,
  }
}

/** The parameters of a state, as pairs, without those that say nothing new. `columns` are all columns of the list. */
export function toTableParams(query: TableQuery, columns: readonly { key: string }[]): [name: string, value: string][] {
  return [
    ...(query.sort ? [['sort', query.sort] satisfies [string, string]] : []),
    ...(query.dir === 'desc' ? [['dir', 'desc'] satisfies [string, string]] : []),
    ...Object.entries(query.filters).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
    ...(query.columns.length < columns.length ? [['columns', query.columns.join(',')] satisfies [string, string]] : []),
    ...(query.page > 1 ? [['page', String(query.page)] satisfies [string, string]] : []),
    ...(query.tick ? [['tick', query.tick] satisfies [string, string]] : []),
  ]
}

/** The address of the same list in another state. Anything but another page begins at the first; ticks are of one state alone. */
export function tableHref(query: TableQuery, columns: readonly { key: string }[], change: Partial<TableQuery>, anchor = ''): string {
  const params = toTableParams({ ...query, page: 1, tick: null, ...change }, columns)
  return `?${new URLSearchParams(params).toString()}${anchor && `#${anchor}`}`
}

/** Part of a list as a page shows it. */
export interface ListPart<Row> {
  query: TableQuery
  rows: Row[]
  /** Number of all rows, and of those that pass the filters. */
  total: number
  count: number
  /** The page, and how many there are. */
  page: number
  pages: number
  /** The number of the first row on this page, from 1. */
  first: number
  /** The values that rows have, by filter, each with the number of rows. */
  options: { name: string; label: string; values: { value: string; label: string; count: number }[] }[]
}
