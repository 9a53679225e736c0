// Filters, sorts and pages a list that is in memory anyway: the people of one class, the classes of a county. Longer lists are sorted by
// the database.
import { compareByPinyin, compareNames } from '#app/text/by-pinyin.server.ts'
import type { ListColumn, ListDefinition, ListPart, TableQuery } from './table-query.ts'

type Value = string | number | null

function compareValues(one: Value, other: Value, isName: boolean): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return isName ? compareNames(String(one), String(other)) : compareByPinyin(String(one), String(other))
}

/** Returns all rows that pass the filters, in the order that was chosen; rows without a value come last in both directions. */
export function filterAndSort<Row>(rows: readonly Row[], query: TableQuery, { columns, filters = [] }: ListDefinition<Row>): Row[] {
  const passed = rows.filter((row) =>
    filters.every(({ name, value }) => {
      const chosen = query.filters[name]
      return !chosen || [value(row)].flat().includes(chosen)
    }),
  )
  const column = columns.find(({ key }) => key === query.sort)
  if (!column) return passed
  const { value, order = value, isName = false }: ListColumn<Row> = column
  const direction = query.dir === 'desc' ? -1 : 1
  return passed
    .map((row, i) => ({ row, i, by: order(row) }))
    .sort((one, other) => {
      if (one.by === null || other.by === null) return Number(one.by === null) - Number(other.by === null) || one.i - other.i
      return direction * compareValues(one.by, other.by, isName) || one.i - other.i
    })
    .map(({ row }) => row)
}

/** Returns the part of a list that an address asks for; a page beyond the last one is the last. */
export function arrange<Row>(rows: readonly Row[], query: TableQuery, definition: ListDefinition<Row>): ListPart<Row> {
  const found = filterAndSort(rows, query, definition)
  const { size, filters = [] } = definition
  const pages = Math.max(1, Math.ceil(found.length / size))
  const page = Math.min(query.page, pages)
  return {
    query,
    rows: found.slice((page - 1) * size, page * size),
    total: rows.length,
    count: found.length,
    isMore: false,
    page,
    pages,
    database: null,
    first: found.length === 0 ? 0 : (page - 1) * size + 1,
    options: filters.map(({ name, label, value, labelOf }) => {
      const having = new Map<string, Row[]>(query.filters[name] ? [[query.filters[name], []]] : [])
      for (const row of rows)
        for (const one of [value(row)].flat()) {
          const those = having.get(one)
          if (those) those.push(row)
          else having.set(one, [row])
        }
      const values = [...having].map(([of, those]) => ({ value: of, label: labelOf(of, those[0]), count: those.length }))
      return { name, label, values: values.sort((one, other) => other.count - one.count) }
    }),
  }
}

interface Ticking<Row> {
  definition: ListDefinition<Row>
  /** What a row's box sends; null if it has none. */
  value: (row: Row) => string | null
  /** Which are ticked when nothing was chosen; none without it. */
  isTicked?: (row: Row) => boolean
  /** What was ticked on the page that was turned or refused; null when the list is opened. */
  posted?: readonly string[] | null
}

/** What is ticked on all pages of a list: what was ticked before, and all, those of the page, or none of them if that was asked for. */
export function listTicked<Row>(
  rows: readonly Row[],
  { query, rows: shown }: Pick<ListPart<Row>, 'query' | 'rows'>,
  { definition, value, isTicked, posted = null }: Ticking<Row>,
): string[] {
  const asked = query.tick === 'all' ? filterAndSort(rows, query, definition) : query.tick === 'page' ? shown : []
  const before = posted ?? (query.tick === null && isTicked ? rows.filter(isTicked).map(value) : [])
  const ticked = new Set(query.tick === 'none' ? [] : [...before, ...asked.map(value)])
  return rows.flatMap((row) => value(row) ?? []).filter((one) => ticked.has(one))
}
