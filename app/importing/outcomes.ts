// The possible results of a row of a file, and what happens to refused rows: for rosters and lists of shops alike.
import { Refusal } from '#app/refusal.ts'

/** Labels, the most important first. */
export const outcomeLabels = { refused: '退回', changed: '变更', new: '新增', known: '已有' } as const
export type Outcome = keyof typeof outcomeLabels
export const outcomes = Object.keys(outcomeLabels) as Outcome[]

export const outcomeKinds = { refused: 'bad', changed: 'warn', new: 'good', known: 'info' } as const satisfies Record<Outcome, string>

/** The rows of one outcome, or all. */
export type RowFilter = Outcome | 'all'

/** Parses a filter from a URL; undefined if it is none. */
export const parseRowFilter = (name: string | null): RowFilter | undefined =>
  name === 'all' ? 'all' : outcomes.find((outcome) => outcome === name)

export const formatFilter = (filter: RowFilter) => (filter === 'all' ? '全部' : outcomeLabels[filter])

/** Which rows are shown first: those that need somebody, otherwise the first outcome that occurs. */
export const chooseFilter = (counts: Record<Outcome, number> | null): RowFilter =>
  outcomes.find((outcome) => (counts?.[outcome] ?? 0) > 0) ?? 'new'

export const importChoices = ['all-good-rows', 'none-if-any-refused'] as const
export type ImportChoice = (typeof importChoices)[number]

/** 422: the choice was none if any is refused, and this row is refused. */
export const allOrNothingRefusal = ({ row }: { row: number }) =>
  new Refusal(422, `第 ${row} 行不能收，您选了“有一行不行就都不收”，所以一行也没有收。`)
