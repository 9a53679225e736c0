// A mend: the change that one press makes, and what finding it needs.
import type { ComponentForm } from '../component-form.ts'
import type { TextChange } from '../edits.ts'

export interface Mistake {
  line: number
  column: number
  reason: string
}

export interface Mend extends TextChange {
  label: string
}

/** Where a mistake was found. */
export interface Place {
  source: string
  at: number
  /** What the pattern of the rule found in the reason. */
  found: RegExpExecArray
  forms: Readonly<Record<string, ComponentForm>>
}

/** Reasons that a pattern finds, and what mends them; null where somebody has to think. */
export type MendRule = readonly [RegExp, (place: Place) => Mend | null]

/** Where a position given by line and column (from 1) stands in a text. */
export function toOffset(source: string, line: number, column: number): number {
  let at = 0
  for (let nth = 1; nth < line; nth++) {
    const end = source.indexOf('\n', at)
    if (end < 0) return source.length
    at = end + 1
  }
  const end = source.indexOf('\n', at)
  return Math.min(at + column - 1, end < 0 ? source.length : end)
}

/** The line of a position, without its end. */
export const lineAt = (source: string, at: number) => {
  const from = source.lastIndexOf('\n', at - 1) + 1
  const end = source.indexOf('\n', at)
  const to = end < 0 ? source.length : end
  return { from, to, text: source.slice(from, to) }
}

/** The line of a position with its end: what is taken out if the line is. */
export const wholeLineAt = (source: string, at: number) => {
  const { from, to } = lineAt(source, at)
  return { from, to: Math.min(to + 1, source.length) }
}

/** What stands on a line where a pattern finds it, from a column on; null if it does not. */
export function findOnLine(source: string, at: number, pattern: RegExp): { from: number; to: number; found: RegExpExecArray } | null {
  const { to } = lineAt(source, at)
  const found = pattern.exec(source.slice(at, to))
  return found && { from: at + found.index, to: at + found.index + found[0].length, found }
}

/** A name with a number behind it that the text does not have yet. */
export function freeId(source: string, stem: string, begin = 1): string {
  let nth = begin
  while (source.includes(`id="${stem}-${nth}"`)) nth++
  return `${stem}-${nth}`
}
