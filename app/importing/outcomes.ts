// What a row of a file can come to, and what becomes of the rows that are refused: of rosters and of lists of shops alike.
import { Refusal } from '#app/refusal.ts'

/** In words, the most pressing first. */
export const outcomeLabels = { refused: '退回', changed: '变更', new: '新增', known: '已有' } as const
export type Outcome = keyof typeof outcomeLabels
export const outcomes = Object.keys(outcomeLabels) as Outcome[]

export const outcomeKinds = { refused: 'bad', changed: 'warn', new: 'good', known: 'info' } as const satisfies Record<Outcome, string>

/** An outcome as an address names it; undefined if it is none. */
export const parseOutcome = (name: string | null) => outcomes.find((outcome) => outcome === name)

export const importChoices = ['all-good-rows', 'none-if-any-refused'] as const
export type ImportChoice = (typeof importChoices)[number]

/** 422: the choice was none if any is refused, and this row is. */
export const allOrNothingRefusal = ({ row }: { row: number }) =>
  new Refusal(422, `第 ${row} 行不能收，您选了“有一行不行就都不收”，所以一行也没有收。`)
