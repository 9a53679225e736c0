// The tabs of the list of pairings: which states each shows.
import { hasFailed, isCompleted, isProposed, isUnderWay } from './pairing.states.ts'

export const listViews = {
  /** The figure of this name in the report counts by the same rule. */
  alive: { label: '结对中', which: isUnderWay },
  proposed: { label: '等双方答复', which: isProposed },
  completed: { label: '已完成', which: isCompleted },
  ended: { label: '没成或解除', which: hasFailed },
} as const
export type ListView = keyof typeof listViews

/** Parses an address; pairings in progress if it names no existing tab. */
export const parseListView = (search: URLSearchParams): ListView =>
  (Object.keys(listViews) as ListView[]).find((view) => view === search.get('view')) ?? 'alive'

/** Counts the pairings of each tab. */
export const countByView = (lines: readonly { state: string }[]) =>
  Object.fromEntries(
    Object.entries(listViews).map(([view, { which }]) => [view, lines.filter(({ state }) => which(state)).length]),
  ) as Record<ListView, number>
