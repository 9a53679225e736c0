// A round's matching: from shops, wishes, weights and a seed to pairs, each with its reason.
import { createBarrierCheck, barrierLabels, type Rulings } from './barriers.ts'
import { findBlockingPairs } from './blocking-pairs.ts'
import { runDeferredAcceptance } from './deferred-acceptance.ts'
import { compareIds, type Instance, type Pair } from './instance.ts'
import { createListEncoder } from './lists.ts'
import { computeRarity } from './similarity.ts'
import {
  type CommonParts,
  computeCommonParts,
  toEastProfile,
  explainScore,
  formatReason,
  scoreParts,
  computeTotal,
  sideWeightsOf,
  toWestProfile,
  wishValue,
} from './score.ts'
import type { RoundInput, ProposedPair, RoundOutcome, PreparedRound } from './round-types.ts'
import type { EastShop } from './sides.ts'
import { drawLotPart, combineLots } from './tie-break.ts'
import { findHelpfulVacancies } from './vacancy.ts'
import { explainVacancy, explainUnmatched } from './why-unmatched.ts'
import { present } from '#app/present.ts'

type WithPins = Pick<RoundInput, 'west' | 'east' | 'pins' | keyof Rulings>

/** Finds why pins cannot be kept, a sentence each; empty if they can. */
export const findPinnedPairFaults = (round: WithPins): string[] => checkPins(round).faults

/** Returns the round with only those of its pins that can be kept. */
export const withFeasiblePins = <T extends WithPins>(round: T): T => ({ ...round, pins: checkPins(round).kept })

/** Checks which pins can be kept, earlier ones first, and why the others cannot. */
function checkPins({ west, east, pins, ...rulings }: WithPins): { kept: Pair[]; faults: string[] } {
  const barrier = createBarrierCheck(rulings)
  const westById = new Map(west.map((shop) => [shop.id, shop]))
  const eastById = new Map(east.map((shop) => [shop.id, shop]))
  const pinned = new Set<string>()
  const taken = new Map<string, number>()
  const faults: string[] = []
  const kept: Pair[] = []
  for (const [westId, eastId] of pins) {
    const [one, other] = [westById.get(westId), eastById.get(eastId)]
    if (!one || !other) {
      faults.push(`指定的结对里，${one ? eastId : westId} 不在这个批次。`)
      continue
    }
    const before = faults.length
    const between = barrier(one, other)
    if (between) faults.push(`不能指定 ${one.name} 和 ${other.name} 结对：${barrierLabels[between]}。`)
    if (pinned.has(westId)) faults.push(`${one.name} 指定了不止一家东部店。`)
    pinned.add(westId)
    const now = (taken.get(eastId) ?? 0) + 1
    taken.set(eastId, now)
    if (now === countFreePlaces(other) + 1) faults.push(`${other.name} 只有 ${countFreePlaces(other)} 个名额，指定的超过了。`)
    if (faults.length === before && now <= countFreePlaces(other)) kept.push([westId, eastId])
  }
  return { kept, faults }
}

/** Counts the places that are free beside the shops it already helps. */
export const countFreePlaces = ({ willHelp, helping }: EastShop) => Math.max(0, willHelp - helping)

/** Turns scores into strict lists: by total, then by lot. Both totals must reach the least score, and no hard rule may forbid the pair. */
export function prepareRound(input: RoundInput): PreparedRound {
  const { seed, leastScore, pins } = input
  const pinnedWest = new Set(pins.map(([id]) => id))
  const pinnedPlaces = new Map<string, number>()
  for (const [, id] of pins) pinnedPlaces.set(id, (pinnedPlaces.get(id) ?? 0) + 1)
  const rarity = computeRarity([...input.west, ...input.east])
  const barrier = createBarrierCheck(input)
  const weights = { west: sideWeightsOf('west', input.weights), east: sideWeightsOf('east', input.weights) }

  const wished = (by: string) => new Map(input.wishes[by]?.map((id) => [id, wishValue(input.wishes[by], id)]))
  const west = inIdOrder(input.west.filter(({ id }) => !pinnedWest.has(id))).map((shop) => ({
    shop,
    profile: toWestProfile(shop),
    wished: wished(shop.id),
    drawn: drawLotPart(seed, 'west', shop.id),
  }))
  const east = inIdOrder(input.east).map((shop) => ({
    shop,
    profile: toEastProfile(shop),
    wished: wished(shop.id),
    drawn: drawLotPart(seed, 'east', shop.id),
  }))
  const lists = { west: createListEncoder(east.length), east: createListEncoder(west.length) }
  const ids = { west: west.map(({ shop }) => shop.id), east: east.map(({ shop }) => shop.id) }

  const parts: CommonParts = new Float64Array(scoreParts.length)
  const eastChoices = east.map((): number[] => [])
  const westChoices = west.map((one, westIndex) => {
    const choices: number[] = []
    east.forEach((other, eastIndex) => {
      if (barrier(one.shop, other.shop) !== null) return
      const common = computeCommonParts(rarity, one.profile, other.profile, parts)
      const westTotal = computeTotal(common, one.wished.get(other.shop.id) ?? 0, weights.west)
      const eastTotal = computeTotal(common, other.wished.get(one.shop.id) ?? 0, weights.east)
      if (westTotal < leastScore || eastTotal < leastScore) return
      const lot = combineLots(one.drawn, other.drawn)
      choices.push(lists.west.encode(westTotal, lot, eastIndex))
      eastChoices[eastIndex]!.push(lists.east.encode(eastTotal, lot, westIndex))
    })
    return choices
  })
  const instance: Instance = {
    west: west.map(({ shop }, index) => ({ id: shop.id, prefers: lists.west.inOrder(westChoices[index]!, ids.east) })),
    east: east.map(({ shop }, index) => ({
      id: shop.id,
      capacity: Math.max(0, countFreePlaces(shop) - (pinnedPlaces.get(shop.id) ?? 0)),
      prefers: lists.east.inOrder(eastChoices[index]!, ids.west),
    })),
  }
  return { input, rarity, barrier, instance }
}

/** Sorts by id, so that nothing depends on the order of the input. */
const inIdOrder = <T extends { id: string }>(shops: readonly T[]) => [...shops].sort((one, other) => compareIds(one.id, other.id))

/** Returns only the pairs, pins included, by western id. */
export const matchPairs = ({ input, instance }: PreparedRound): Pair[] => applyPins(runDeferredAcceptance(instance).pairs, input)

const applyPins = (found: readonly Pair[], { pins }: RoundInput) => [...found, ...pins].sort(([one], [other]) => compareIds(one, other))

/** Matches a round. Pins that cannot be kept are left out and reported. */
export function matchRound(given: RoundInput): RoundOutcome {
  const { kept, faults } = checkPins(given)
  const input = { ...given, pins: kept }
  const prepared = prepareRound(input)
  const { instance, rarity } = prepared
  const { pairs: found, unmatched } = runDeferredAcceptance(instance)
  const westById = new Map(input.west.map((shop) => [shop.id, shop]))
  const eastById = new Map(input.east.map((shop) => [shop.id, shop]))
  const pinned = new Set(input.pins.map(([id]) => id))
  const helps = findHelpfulVacancies(instance, found)

  const taken = new Map<string, number>()
  for (const [, id] of found) taken.set(id, (taken.get(id) ?? 0) + 1)
  return {
    pairs: applyPins(found, input).map(([west, east]): ProposedPair => {
      const wishes = { west: wishValue(input.wishes[west], east), east: wishValue(input.wishes[east], west) }
      const score = explainScore(
        { rarity, goods: input.goods },
        present(westById.get(west), west),
        present(eastById.get(east), east),
        wishes,
        input.weights,
      )
      return {
        west,
        east,
        pinned: pinned.has(west),
        score,
        why: pinned.has(west) ? `由协调员指定。${formatReason(score)}` : formatReason(score),
      }
    }),
    unmatched: unmatched.map((id) => explainUnmatched(prepared, present(westById.get(id), id), helps.get(id) ?? [])),
    free: instance.east.flatMap(({ id, capacity }) => {
      const got = taken.get(id) ?? 0
      return capacity > got ? [explainVacancy(prepared, present(eastById.get(id), id), { places: capacity - got, got })] : []
    }),
    faults,
    blocking: findBlockingPairs(instance, found),
  }
}
