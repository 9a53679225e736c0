// A round's matching: from shops, wishes, weights and a seed to pairs, each with its reason.
import type { EastShop, WestShop } from '../shop.ts'
import { type BarrierBetween, barrierBetween, barrierWords, type Rulings } from './barriers.ts'
import { blockingPairs } from './blocking-pairs.ts'
import { deferredAcceptance } from './deferred-acceptance.ts'
import { byId, type Instance, type Pair } from './instance.ts'
import { type Rarity, rarityAmong } from './nearness.ts'
import { commonParts, explain, type ExplainedScore, sayWhy, total, type Weights, wishValue } from './score.ts'
import { lot } from './tie-break.ts'
import { comesInWith } from './vacancy.ts'
import { sayUnmatched } from './why-unmatched.ts'

export interface RoundInput extends Rulings {
  west: readonly WestShop[]
  east: readonly EastShop[]
  /** By shop, either side: up to five of the other side, first wish first. */
  wishes: Readonly<Record<string, readonly string[]>>
  weights: Weights
  /** Recorded with the round: breaks ties, so that anyone can repeat the outcome. */
  seed: number
  /** Per mille of a side's total under which it would rather have nobody. */
  leastScore: number
  /** Set by the coordinator before all others. */
  pins: readonly Pair[]
}

export interface ProposedPair {
  west: string
  east: string
  pinned: boolean
  score: ExplainedScore
  why: string
}

export interface Unmatched {
  west: string
  why: string
  /** What would help, in a sentence. */
  help: string
  /** Eastern shops where one more place would bring it in. */
  placesThatHelp: string[]
}

export interface RoundOutcome {
  /** By western id. */
  pairs: ProposedPair[]
  unmatched: Unmatched[]
  /** Eastern shops with places left. */
  free: { east: string; places: number }[]
  /** What the checker finds among all that are not pinned: always empty, and shown to be. */
  blocking: Pair[]
}

/** Why the pins cannot be kept, a sentence each; nothing if they can. */
export function faultsOfPins({ west, east, pins, ...rulings }: Pick<RoundInput, 'west' | 'east' | 'pins' | keyof Rulings>): string[] {
  const barrier = barrierBetween(rulings)
  const westById = new Map(west.map((shop) => [shop.id, shop]))
  const eastById = new Map(east.map((shop) => [shop.id, shop]))
  const pinned = new Set<string>()
  const taken = new Map<string, number>()
  const faults: string[] = []
  for (const [westId, eastId] of pins) {
    const [one, other] = [westById.get(westId), eastById.get(eastId)]
    if (!one || !other) {
      faults.push(`指定的结对里，${one ? eastId : westId} 不在这个批次。`)
      continue
    }
    const between = barrier(one, other)
    if (between) faults.push(`不能指定 ${one.name} 和 ${other.name} 结对：${barrierWords[between]}。`)
    if (pinned.has(westId)) faults.push(`${one.name} 指定了不止一家东部店。`)
    pinned.add(westId)
    const now = (taken.get(eastId) ?? 0) + 1
    taken.set(eastId, now)
    if (now === placesOf(other) + 1) faults.push(`${other.name} 只有 ${placesOf(other)} 个名额，指定的超过了。`)
  }
  return faults
}

/** Places that are left beside those it already helps. */
export const placesOf = ({ willHelp, helping }: EastShop) => Math.max(0, willHelp - helping)

/** All that a round decides upon: strict lists, and what they were made of. */
export interface Prepared {
  input: RoundInput
  rarity: Rarity
  barrier: BarrierBetween
  /** Without the pinned western shops and the places they take. */
  instance: Instance
}

/** Turns scores into strict lists: by total, then by lot. Both totals must reach the least score; no hard rule may stand between. */
export function prepare(input: RoundInput): Prepared {
  const { west, east, wishes, weights, seed, leastScore, pins } = input
  const rarity = rarityAmong([...west, ...east])
  const barrier = barrierBetween(input)
  const pinnedWest = new Set(pins.map(([id]) => id))
  const pinnedPlaces = new Map<string, number>()
  for (const [, id] of pins) pinnedPlaces.set(id, (pinnedPlaces.get(id) ?? 0) + 1)

  const eastLists = new Map<string, Choice[]>(east.map(({ id }) => [id, []]))
  const westLists = west
    .filter(({ id }) => !pinnedWest.has(id))
    .map((shop) => {
      const choices: Choice[] = []
      for (const other of east) {
        if (barrier(shop, other) !== null) continue
        const common = commonParts(rarity, shop, other)
        const west = total(common, wishValue(wishes[shop.id], other.id), weights, 'west')
        const east = total(common, wishValue(wishes[other.id], shop.id), weights, 'east')
        if (west < leastScore || east < leastScore) continue
        const drawn = lot(seed, shop.id, other.id)
        choices.push({ id: other.id, score: west, lot: drawn })
        eastLists.get(other.id)!.push({ id: shop.id, score: east, lot: drawn })
      }
      return { id: shop.id, prefers: inOrder(choices) }
    })
  const instance: Instance = {
    west: westLists,
    east: east.map((shop) => ({ id: shop.id, capacity: Math.max(0, placesOf(shop) - (pinnedPlaces.get(shop.id) ?? 0)), prefers: inOrder(eastLists.get(shop.id)!) })),
  }
  return { input, rarity, barrier, instance }
}

interface Choice {
  id: string
  score: number
  lot: number
}

const inOrder = (choices: Choice[]) => choices.sort((one, other) => other.score - one.score || one.lot - other.lot || byId(one.id, other.id)).map(({ id }) => id)

/** The pairs alone, pins included, by western id. */
export function pairsOf({ input, instance }: Prepared): Pair[] {
  return [...deferredAcceptance(instance).pairs, ...input.pins].sort(([one], [other]) => byId(one, other))
}

/** Matches a round. The pins must be without fault: ask `faultsOfPins` before. */
export function matchRound(input: RoundInput): RoundOutcome {
  const prepared = prepare(input)
  const { instance, rarity } = prepared
  const { pairs: found, unmatched } = deferredAcceptance(instance)
  const westById = new Map(input.west.map((shop) => [shop.id, shop]))
  const eastById = new Map(input.east.map((shop) => [shop.id, shop]))
  const pinned = new Set(input.pins.map(([id]) => id))
  const helps = comesInWith(instance, found)

  const taken = new Map<string, number>()
  for (const [, id] of found) taken.set(id, (taken.get(id) ?? 0) + 1)
  return {
    pairs: pairsOf(prepared).map(([west, east]): ProposedPair => {
      const wishes = { west: wishValue(input.wishes[west], east), east: wishValue(input.wishes[east], west) }
      const score = explain(rarity, westById.get(west)!, eastById.get(east)!, wishes, input.weights)
      return { west, east, pinned: pinned.has(west), score, why: pinned.has(west) ? `由协调员指定。${sayWhy(score)}` : sayWhy(score) }
    }),
    unmatched: unmatched.map((id) => sayUnmatched(prepared, westById.get(id)!, helps.get(id) ?? [])),
    free: instance.east.map(({ id, capacity }) => ({ east: id, places: capacity - (taken.get(id) ?? 0) })).filter(({ places }) => places > 0).sort((one, other) => byId(one.east, other.east)),
    blocking: blockingPairs(instance, found),
  }
}
