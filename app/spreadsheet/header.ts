// Finding a sheet's header: offices put titles above it, spread it over two rows, and call columns by many names.
import type { SheetRow } from './cells.ts'

/** By what a column means, its place. */
export type Header<Column extends string> = Map<Column, number>

export interface HeaderWords<Column extends string> {
  /** The column that a header cell names; null if it names none that is taken. */
  columnNamed(text: string): Column | null
  isHeader(header: Header<Column>): boolean
}

/** Without blanks, signs and what stands in brackets. */
export const bareName = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\([^)]*\)|[\s\u200b\ufeff*:：、_.·"'“”\-]/g, '')

/** How far below its top a sheet's header may stand. */
export const searched = 40

/** The columns that a row names. If two are called alike, the first one counts. */
export function headerIn<Column extends string>(row: SheetRow, { columnNamed }: HeaderWords<Column>): Header<Column> {
  const header: Header<Column> = new Map()
  for (const [place, cell] of row.cells.entries()) {
    const column = cell.kind === 'text' ? columnNamed(cell.text) : null
    if (column && !header.has(column)) header.set(column, place)
  }
  return header
}

/**
 * Finds the header among a sheet's first rows: the one that names most, and if the row below, in a header of two rows,
 * adds to it, both together. Gives the place of its last row.
 */
export function findHeader<Column extends string>(rows: readonly SheetRow[], words: HeaderWords<Column>): { header: Header<Column>; place: number } | null {
  const headers = rows.slice(0, searched).map((row) => headerIn(row, words))
  let best = -1
  for (const [place, header] of headers.entries()) if (words.isHeader(header) && header.size > (headers[best]?.size ?? 0)) best = place
  if (best < 0) return null
  const header = new Map(headers[best])
  const above = headers[best - 1]
  const below = headers[best + 1]
  const adds = (other: Header<Column> | undefined) => other && other.size > 0 && [...other.keys()].some((column) => !header.has(column) || rows[best + 1]?.merged.has(header.get(column)!))
  if (above && above.size > 1) for (const [column, at] of above) if (!header.has(column)) header.set(column, at)
  if (below && adds(below)) {
    for (const [column, at] of below) if (!header.has(column)) header.set(column, at)
    return { header, place: best + 1 }
  }
  return { header, place: best }
}
