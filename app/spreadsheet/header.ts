// Finds a sheet's header: offices put titles above it, spread it over two rows, give columns many names, and put two
// lists side by side.
import { normaliseText } from '#app/text/characters.ts'
import type { SheetRow } from './cells.ts'

/** The position of each column. */
export type Header<Column extends string> = Map<Column, number>

export interface HeaderRules<Column extends string> {
  /** Returns the column that a header cell names; null if it names none that is read. */
  findColumn(text: string): Column | null
  isHeader(header: Header<Column>): boolean
  /** Whether repeated columns are a second list beside the first: they identify by themselves whom they are about. */
  isList(columns: Header<Column>): boolean
}

export interface FoundHeader<Column extends string> {
  /** One, or several if lists are side by side. */
  blocks: Header<Column>[]
  /** The first and the last row of the header. */
  first: number
  last: number
}

/** Removes blanks, punctuation and text in brackets. */
export const normaliseHeader = (text: string) =>
  normaliseText(text)
    .normalize('NFKC')
    .replace(/\([^)]*\)|[\s*:：、_.·"'“”\-]/g, '')

/**
 * Finds columns by patterns of their normalised names. A file has few columns and asks for each row whether it is
 * another header, so results are cached.
 */
export function createColumnFinder<Column extends string>(synonyms: Record<Column, RegExp>): (text: string) => Column | null {
  const known = new Map<string, Column | null>()
  return (text) => {
    const name = normaliseHeader(text)
    if (name === '' || name.length > 16) return null
    let column = known.get(name)
    if (column === undefined) {
      column = (Object.keys(synonyms) as Column[]).find((one) => synonyms[one].test(name)) ?? null
      if (known.size < 5_000) known.set(name, column)
    }
    return column
  }
}

/** How many rows from its top a sheet's header is looked for. */
export const headerSearchRows = 40

/** Returns the columns that a row names, by position. */
function named<Column extends string>(row: SheetRow | undefined, { findColumn }: HeaderRules<Column>): Map<number, Column> {
  const places = new Map<number, Column>()
  for (const [place, cell] of row?.cells.entries() ?? []) {
    const column = cell.kind === 'text' ? findColumn(cell.text) : null
    if (column) places.set(place, column)
  }
  return places
}

/**
 * Splits lists that are side by side: where a column is repeated and the columns before form a header, another list
 * begins. Columns that form no list, such as a duplicate column and those behind it, belong to the list before; of two
 * columns with the same name the first counts.
 */
function blocksOf<Column extends string>(places: ReadonlyMap<number, Column>, words: HeaderRules<Column>): Header<Column>[] {
  let latest: Header<Column> = new Map<Column, number>()
  const blocks = [latest]
  for (const [place, column] of [...places].sort(([one], [other]) => one - other)) {
    if (latest.has(column) && words.isHeader(latest)) blocks.push((latest = new Map<Column, number>()))
    if (!latest.has(column)) latest.set(column, place)
  }
  const lists = blocks.filter((block, at) => (at === 0 ? words.isHeader(block) : words.isList(block)))
  const [firstList] = lists
  if (!firstList) return blocks.slice(0, 1)
  for (const rest of blocks) {
    if (lists.includes(rest)) continue
    const before = lists.findLast((list) => Math.min(...list.values()) < Math.min(...rest.values())) ?? firstList
    for (const [column, place] of rest) if (!before.has(column)) before.set(column, place)
  }
  shareFirstColumns(lists)
  return lists
}

/** The columns before all repeated ones (the township in front of two lists of people) apply to every list. */
function shareFirstColumns<Column extends string>([first, ...others]: Header<Column>[]) {
  if (!first) return
  for (const list of others) {
    const again = Math.min(...[...first].filter(([column]) => list.has(column)).map(([, place]) => place))
    for (const [column, place] of first) if (place < again) list.set(column, place)
  }
}

/** Returns the columns that a row names. If two have the same name, the first one counts. */
export function parseHeader<Column extends string>(row: SheetRow, words: HeaderRules<Column>): Header<Column> {
  const header: Header<Column> = new Map()
  for (const [place, column] of named(row, words)) if (!header.has(column)) header.set(column, place)
  return header
}

/**
 * Finds the header among a sheet's first rows: the one that names most columns; if the row below adds to it, as in a
 * header of two rows, both together.
 */
export function findHeader<Column extends string>(rows: readonly SheetRow[], words: HeaderRules<Column>): FoundHeader<Column> | null {
  const all = rows.slice(0, headerSearchRows).map((row) => named(row, words))
  let best = -1
  for (const [place, columns] of all.entries()) {
    if (columns.size > (all[best]?.size ?? 0) && blocksOf(columns, words).some((block) => words.isHeader(block))) best = place
  }
  if (best < 0) return null
  const places = new Map(all[best])
  const known = new Set(places.values())
  const add = (row: ReadonlyMap<number, Column>) => {
    for (const [place, column] of row) if (!known.has(column)) places.set(place, column)
    for (const column of row.values()) known.add(column)
  }
  const above = all[best - 1]
  const below = all[best + 1]
  const isTitleRow = above !== undefined && above.size > 1
  if (isTitleRow) add(above)
  const placeOf = new Map([...places].reverse().map(([place, column]) => [column, place]))
  const adds =
    below !== undefined &&
    below.size > 0 &&
    [...below.values()].some((column) => !known.has(column) || rows[best + 1]?.merged.has(placeOf.get(column)!))
  if (adds) add(below)
  return { blocks: blocksOf(places, words), first: isTitleRow ? best - 1 : best, last: adds ? best + 1 : best }
}
