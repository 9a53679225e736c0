// What a row of a roster can come to, in words, the most pressing first.
import type { Outcome } from './against-register.ts'

export const outcomeNames: Record<Outcome, string> = { refused: '退回', changed: '变更', new: '新增', known: '已有' }
export const outcomes = Object.keys(outcomeNames) as Outcome[]

/** An outcome as an address names it; undefined if it is none. */
export const readOutcome = (name: string | null) => outcomes.find((outcome) => outcome === name)
