// What one more place, a pin or a weight would change, before anything is accepted.
import { indexRanks } from './instance.ts'
import type { RoundInput } from './round-types.ts'
import { findPinnedPairFaults, matchPairs, prepareRound, withFeasiblePins } from './round.ts'
import { partLabels, type ScorePart } from './score.ts'
import { present } from '#app/present.ts'

export type Change =
  | { kind: 'place'; east: string }
  | { kind: 'pin'; west: string; east: string }
  | { kind: 'unpin'; west: string }
  | { kind: 'weight'; part: ScorePart; weight: number }

/** Returns the round with the change applied. */
export function applyChange(input: RoundInput, change: Change): RoundInput {
  switch (change.kind) {
    case 'place':
      return {
        ...input,
        east: input.east.map((shop) => (shop.id === change.east ? { ...shop, willHelp: Math.max(shop.willHelp, shop.helping) + 1 } : shop)),
      }
    case 'pin':
      return { ...input, pins: [...input.pins.filter(([west]) => west !== change.west), [change.west, change.east]] }
    case 'unpin':
      return { ...input, pins: input.pins.filter(([west]) => west !== change.west) }
    case 'weight':
      return { ...input, weights: { ...input.weights, [change.part]: change.weight } }
  }
}

export interface Move {
  west: string
  from: string | null
  to: string | null
  /** By the shop's own current list; unknown if the list does not name the other. */
  fares: 'better' | 'worse' | 'unknown'
}

export interface WhatIf {
  /** Why the change is not possible at all; nothing is compared then. */
  faults: string[]
  moves: Move[]
  /** In a sentence. */
  says: string
}

/** Runs the round with the change, and returns who would move. Pins that cannot be kept any more are ignored. */
export function runWhatIf(given: RoundInput, change: Change): WhatIf {
  const input = withFeasiblePins(given)
  const changed = applyChange(input, change)
  const faults = findPinnedPairFaults(changed)
  if (faults.length > 0) return { faults, moves: [], says: faults.join('') }
  const now = prepareRound(input)
  const before = new Map<string, string>(matchPairs(now))
  const after = new Map<string, string>(matchPairs(prepareRound(changed)))
  const lists = new Map(prepareRound({ ...input, pins: [] }).instance.west.map(({ id, prefers }) => [id, indexRanks(prefers)]))
  const moves = input.west.flatMap(({ id }): Move[] => {
    const [from, to] = [before.get(id) ?? null, after.get(id) ?? null]
    return from === to ? [] : [{ west: id, from, to, fares: compareRanks(present(lists.get(id), id), from, to) }]
  })
  return { faults: [], moves: moves.sort((one, other) => (one.west < other.west ? -1 : 1)), says: formatMoves(input, change, moves) }
}

function compareRanks(ranks: Map<string, number>, from: string | null, to: string | null): Move['fares'] {
  const [was, is] = [from, to].map((id) => (id === null ? Infinity : ranks.get(id)))
  if (was === undefined || is === undefined) return 'unknown'
  return is < was ? 'better' : 'worse'
}

function formatMoves({ west, east }: RoundInput, change: Change, moves: readonly Move[]) {
  const nameOf = (id: string) => [...west, ...east].find((shop) => shop.id === id)?.name ?? id
  const what = {
    place: (it: Change & { kind: 'place' }) => `${nameOf(it.east)} 多一个名额`,
    pin: (it: Change & { kind: 'pin' }) => `指定 ${nameOf(it.west)} 和 ${nameOf(it.east)} 结对`,
    unpin: (it: Change & { kind: 'unpin' }) => `不再指定 ${nameOf(it.west)}`,
    weight: (it: Change & { kind: 'weight' }) => `「${partLabels[it.part]}」的权重改为 ${it.weight}`,
  }[change.kind](change as never)
  if (moves.length === 0) return `${what}：结果不变。`
  const count = (test: (move: Move) => boolean) => moves.filter(test).length
  const parts = [
    [count(({ from }) => from === null), '家新结上'],
    [count(({ to }) => to === null), '家结不上了'],
    [count(({ from, to, fares }) => from !== null && to !== null && fares === 'better'), '家换到更合适的'],
    [count(({ from, to, fares }) => from !== null && to !== null && fares !== 'better'), '家换到别的店'],
  ] as const
  return `${what}：${parts
    .filter(([many]) => many > 0)
    .map(([many, words]) => `${many} ${words}`)
    .join('，')}。`
}
