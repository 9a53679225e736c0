// What of a file is not read, or is read although it is hidden, and how it is reported.
import { maskNumbers } from '#app/text/mask-numbers.ts'
import type { SheetRow } from './cells.ts'

/** A column, or a number of rows of a sheet, and why they are not read; or that they are, although hidden. */
export interface UnreadPart {
  sheet: string
  column?: string
  rows?: number
  why: string
}

/** Merges notices, so that each is reported once. Without numbers of people, because it is stored in clear. */
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

/** Maximum number of unknown words that are reported one by one. */
const maxWords = 100

/** Collects unknown words, each reported once with the number of rows; beyond the maximum, column by column. */
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

/** Returns the notice for a row that is invisible in the sheet but read all the same; null for all others. */
export const hiddenRowNotice = ({ hidden, onHiddenSheet }: Pick<SheetRow, 'hidden' | 'onHiddenSheet'>): string | null =>
  onHiddenSheet ? '这一行在隐藏的工作表里，也读了进来。' : hidden ? '这一行在表里是隐藏的，也读了进来。' : null

/** Formats what is not read in one sentence. */
export const formatUnread = ({ sheet, column, rows, why }: UnreadPart) =>
  `工作表“${sheet}”${column ? `“${column}”：` : ''}${column ? why : why.replace(/^工作表/, '')}${rows ? `（${rows} 行）` : ''}。`
