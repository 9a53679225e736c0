// What of a file is not read, or is read though it is hidden, and how it is told.
import { maskNumbers } from '#app/text/mask-numbers.ts'
import type { SheetRow } from './cells.ts'

/** A column, or so many rows of a sheet, and why they are not read; or that they are, though hidden. */
export interface UnreadPart {
  sheet: string
  column?: string
  rows?: number
  why: string
}

/** The same thing told once, without numbers of people: it is kept in clear. */
export function mergeNotices(unread: readonly UnreadPart[]): UnreadPart[] {
  const told = new Map<string, UnreadPart>()
  for (const { sheet, column, rows, why } of unread) {
    const one: UnreadPart = {
      sheet,
      ...(column === undefined ? {} : { column: maskNumbers(column) }),
      ...(rows === undefined ? {} : { rows }),
      why: maskNumbers(why),
    }
    const key = `${one.sheet}\n${one.column ?? ''}\n${one.why}`
    const before = told.get(key)
    told.set(key, before?.rows && one.rows ? { ...before, rows: before.rows + one.rows } : (before ?? one))
  }
  return [...told.values()]
}

/** How many words that are not known are told one by one. */
const maxWords = 100

/** Gathers words that are not known, each told once with the number of rows; beyond so many of them, column by column. */
export function createUnknownWordCollector() {
  const lost = new Map<string, UnreadPart>()
  return {
    add({ sheet, column, word }: { sheet: string; column: string; word: string }) {
      const ofWord = `${sheet}\n${column}\n${word}`
      const isTold = lost.has(ofWord) || lost.size < maxWords
      const key = isTold ? ofWord : `${sheet}\n${column}`
      lost.set(key, {
        sheet,
        column,
        rows: (lost.get(key)?.rows ?? 0) + 1,
        why: isTold ? `“${word}”认不出来，没有记下` : '还有别的词认不出来，没有记下',
      })
    },
    tell: (): UnreadPart[] => [...lost.values()],
  }
}

/** What is told of a row that nobody sees in the sheet and that is read all the same; null for all others. */
export const hiddenRowNotice = ({ hidden, onHiddenSheet }: Pick<SheetRow, 'hidden' | 'onHiddenSheet'>): string | null =>
  onHiddenSheet ? '这一行在隐藏的工作表里，也读了进来。' : hidden ? '这一行在表里是隐藏的，也读了进来。' : null

/** One sentence for what is not read. */
export const formatUnread = ({ sheet, column, rows, why }: UnreadPart) =>
  `工作表“${sheet}”${column ? `“${column}”：` : ''}${column ? why : why.replace(/^工作表/, '')}${rows ? `（${rows} 行）` : ''}。`
