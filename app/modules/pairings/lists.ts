// The list of pairings, as pages show it and workbooks hold it: its tabs, each with the states that it shows, and its columns.
import { toDay } from '#app/calendar.ts'
import type { ListColumn, ListDefinition, ListFilter } from '#app/ui/tables/table-query.ts'
import { formatPairingState } from './pairing-labels.ts'
import type { PairingLine } from './pairing-line.ts'
import { hasFailed, isCompleted, isProposed, isUnderWay } from './pairing.states.ts'

/** A pairing with the name of its western shop's township. */
export type PlacedPairing = PairingLine & { place: string }

const dayOf = (moment: string | null) => moment && toDay(new Date(moment))

export const pairingColumns: ListColumn<PlacedPairing>[] = [
  { key: 'west', head: '西部店', kind: 'short', value: ({ west }) => west.name },
  { key: 'place', head: '乡镇', kind: 'short', value: ({ place }) => place, order: ({ west }) => west.regionCode },
  { key: 'east', head: '东部店', kind: 'short', value: ({ east }) => east.name },
  { key: 'state', head: '状态', kind: 'state', value: ({ state }) => formatPairingState(state) },
  { key: 'began', head: '结成', kind: 'day', value: ({ beganAt }) => dayOf(beganAt) },
  { key: 'ends', head: '期满', kind: 'day', value: ({ endsAt }) => dayOf(endsAt) },
]

/** Names of states within states are joined by dots, which no code of a filter has. */
export const byPairingState: ListFilter<{ state: string }> = {
  name: 'state',
  label: '状态',
  value: ({ state }) => state.replaceAll('.', '_'),
  labelOf: (code, one) => (one ? formatPairingState(one.state) : code),
}

export const pairingList: ListDefinition<PlacedPairing> = {
  size: 100,
  columns: pairingColumns,
  filters: [
    byPairingState,
    { name: 'region', label: '乡镇', value: ({ west }) => west.regionCode, labelOf: (code, one) => one?.place ?? code },
  ],
}

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
