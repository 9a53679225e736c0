// The kinds of cells. A cell keeps the kind it had in the file: a number is never turned into text.

export type Cell =
  | { kind: 'text'; text: string }
  /** `text` is the number as the file writes it. */
  | { kind: 'number'; text: string; number: number }
  | { kind: 'date'; text: string; day: string }
  | { kind: 'boolean'; text: string }
  /** #N/A, #REF! and the like. */
  | { kind: 'error'; text: string }
  /** A formula without a stored result: the program that made the file never computed it. */
  | { kind: 'formula'; text: '' }
  | { kind: 'empty'; text: '' }

export interface SheetRow {
  sheet: string
  /** The sheet's own row number, as shown in its margin. */
  row: number
  /** Hidden by hand, by a filter, or with its whole sheet. */
  hidden: boolean
  /** The whole sheet is hidden. */
  onHiddenSheet?: true
  /** The workbook counts its days from 1904. */
  from1904?: true
  /** The file has more columns here than are read. */
  goesOn?: true
  /** By column, from the first; missing ones are empty. */
  cells: Cell[]
  /** Columns whose value comes from a merged cell that began in an earlier row. */
  merged: ReadonlySet<number>
}

export const emptyCell: Cell = { kind: 'empty', text: '' }
export const uncomputedCell: Cell = { kind: 'formula', text: '' }

export const isBlank = ({ cells }: SheetRow) => cells.every(({ kind, text }) => kind === 'empty' || (kind === 'text' && text.trim() === ''))

/** `C7` → 2; null if it is not a cell address. */
export function parseColumn(address: string): number | null {
  let column = 0
  let letters = 0
  for (; letters < address.length; letters++) {
    const code = address.charCodeAt(letters) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return letters === 0 ? null : column - 1
}

/** 2 → `C` */
export function formatColumn(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? formatColumn(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** Returns the day of a serial number; null if it is none. Excel treats 1900 as a leap year: serial 60 is not a day. */
export function serialToDay(serial: number, { from1904 = false } = {}): string | null {
  const whole = Math.floor(serial)
  if (!Number.isFinite(serial) || whole < (from1904 ? 0 : 1) || whole > 2_958_465 || (!from1904 && whole === 60)) return null
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole > 60 ? 30 : 31)
  return new Date(start + whole * 86_400_000).toISOString().slice(0, 10)
}

/** Returns the serial number of a day, for writing. */
export const dayToSerial = (day: string) => (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
