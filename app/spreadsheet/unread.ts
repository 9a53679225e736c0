// What of a file is not read, and how it is told.
import { withoutNumbers } from '#app/text/without-numbers.ts'

/** A column, or so many rows of a sheet, and why. */
export interface Unread {
  sheet: string
  column?: string
  rows?: number
  why: string
}

/** The same thing told once, without numbers of people: it is kept in clear. */
export function toldOnce(unread: readonly Unread[]): Unread[] {
  const told = new Map<string, Unread>()
  for (const { sheet, column, rows, why } of unread) {
    const one: Unread = { sheet, ...(column === undefined ? {} : { column: withoutNumbers(column) }), ...(rows === undefined ? {} : { rows }), why: withoutNumbers(why) }
    const key = `${one.sheet}\n${one.column ?? ''}\n${one.why}`
    const before = told.get(key)
    told.set(key, before?.rows && one.rows ? { ...before, rows: before.rows + one.rows } : (before ?? one))
  }
  return [...told.values()]
}

/** One sentence for what is not read. */
export const sayUnread = ({ sheet, column, rows, why }: Unread) => `工作表“${sheet}”${column ? `“${column}”：` : ''}${column ? why : why.replace(/^工作表/, '')}${rows ? `（${rows} 行）` : ''}。`
