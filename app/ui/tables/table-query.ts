// What a table shows is in its address: sorted by which column, which filters, which page, which columns. Any address gives a valid state;
// what it says wrongly is left out. Values are codes and never names or numbers of people, which have no place in addresses.
import { type PageLinks, type Position, toPositionQuery } from '#app/paging.ts'
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
  /** Stands before the names of its parameters, where a page has several lists: `left-`. */
  prefix?: string
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
  /** That of the list; empty if the page has no other. */
  prefix: string
}

/** Parameters of an address, in their order. */
export type Params = readonly (readonly [name: string, value: string])[]

const maxPage = 100_000
const code = /^[\w-]{1,64}$/

/** Parses the address; unknown columns and filters, and values that are no codes, are left out. */
export function parseTableQuery<Row>(given: URLSearchParams, { columns, filters = [], prefix = '' }: ListDefinition<Row>): TableQuery {
  const get = (name: string) => given.get(prefix + name)
  const sort = columns.find(({ key, isForScreen }) => !isForScreen && key === get('sort'))?.key ?? null
  const page = Math.floor(Number(get('page')))
  const chosen = new Set(given.getAll(`${prefix}columns`).flatMap((keys) => keys.slice(0, 1_000).split(',')))
  const known = columns.filter(({ key }, i) => i === 0 || chosen.has(key)).map(({ key }) => key)
  const tick = get('tick')
  return {
    sort,
    dir: sort && get('dir') === 'desc' ? 'desc' : 'asc',
    page: page >= 1 && page <= maxPage ? page : 1,
    columns: known.length > 1 ? known : columns.map(({ key }) => key),
    filters: Object.fromEntries(
      filters.flatMap(({ name }) => {
        const value = get(name) ?? ''
        return code.test(value) ? [[name, value]] : []
      }),
    ),
    tick: tick === 'page' || tick === 'all' || tick === 'none' ? tick : null,
    prefix,
  }
}

/** The parameters of a state, as pairs, without those that say nothing new. `columns` are all columns of the list. */
export function toTableParams(query: TableQuery, columns: readonly { key: string }[]): [name: string, value: string][] {
  const all: [name: string, value: string | null | undefined][] = [
    ['sort', query.sort],
    ['dir', query.dir === 'desc' ? 'desc' : null],
    ...Object.entries(query.filters),
    ['columns', query.columns.length < columns.length ? query.columns.join(',') : null],
    ['page', query.page > 1 ? String(query.page) : null],
    ['tick', query.tick],
  ]
  return all.flatMap(([name, value]): [string, string][] => (value ? [[query.prefix + name, value]] : []))
}

interface InAddress {
  /** Where the link leads to on the page. */
  anchor?: string | undefined
  /** What else stands in the address of the page: its tab, the state of its other lists. */
  kept?: Params | undefined
}

/** The address of the same list in another state. Anything but another page begins at the first; ticks are of one state alone. */
export function tableHref(
  query: TableQuery,
  columns: readonly { key: string }[],
  change: Partial<TableQuery>,
  { anchor = '', kept = [] }: InAddress = {},
): string {
  const params = [...kept, ...toTableParams({ ...query, page: 1, tick: null, ...change }, columns)]
  const search = new URLSearchParams()
  for (const [name, value] of params) search.append(name, value)
  return `?${search.toString()}${anchor && `#${anchor}`}`
}

/** Part of a list as a page shows it. */
export interface ListPart<Row> {
  query: TableQuery
  rows: Row[]
  /** Number of all rows, and of those that pass the filters. */
  total: number
  count: number
  /** Whether there are more than were counted. */
  isMore: boolean
  /** The page, and how many there are. */
  page: number
  pages: number
  /** If the database pages the list, where to turn to, and where the page is as the address says it; `pages` is a lower bound then. */
  database: { turns: PageLinks; at: Params } | null
  /** The number of the first row on this page, from 1. */
  first: number
  /** The values that rows have, by filter, each with the number of rows; null if nobody counted them. */
  options: { name: string; label: string; values: { value: string; label: string; count: number | null }[] }[]
}

interface ChosenFilter {
  name: string
  label: string
  value: string
  words: string
}

/** A page that the database has read, as part of a list. `chosen` says what the filters are called that are set. */
export function toListPart<Row>(
  query: TableQuery,
  { rows, count, isCounted, turns }: { rows: Row[]; count: number; isCounted: boolean; turns: PageLinks },
  { size, position, chosen }: { size: number; position: Position; chosen: readonly ChosenFilter[] },
): ListPart<Row> {
  const { page, pages, next } = turns
  return {
    query,
    rows,
    total: Math.max(count, chosen.length),
    count,
    isMore: !isCounted,
    page,
    pages: pages ?? (next ? page + 1 : page),
    database: { turns, at: Object.entries(toPositionQuery(position)) },
    first: (page - 1) * size + 1,
    options: chosen.map(({ name, label, value, words }) => ({ name, label, values: [{ value, label: words, count: null }] })),
  }
}
