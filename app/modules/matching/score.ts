// How well an eastern and a western shop fit: named parts, each from 0 to 1, each with a sentence.
import { usualValues, weightBounds } from '#app/programme/bounds.ts'
import { categoryName, categoryNames, type Goods, toTreePlaces } from '#app/modules/shops/categories.ts'
import { handlings, platforms, salesBands, formatList, type Side, skills } from '#app/modules/shops/shop.ts'
import { countWantedCategories, findMostSimilarCategory, computeSimilarity, type Rarity, listWantedCategories } from './similarity.ts'
import type { EastShop, WestShop } from './sides.ts'

/** The wish comes last: it differs between the two sides. */
export const scoreParts = ['nearness', 'skills', 'logistics', 'platform', 'size', 'supply', 'load', 'wish'] as const
export type ScorePart = (typeof scoreParts)[number]

export const partLabels: Record<ScorePart, string> = {
  nearness: '品类相近',
  skills: '会教所需',
  logistics: '物流对口',
  platform: '平台相同',
  size: '规模差距',
  supply: '供货意向',
  load: '余力',
  wish: '志愿',
}

/** Weights of a round: whole numbers from 0 to 100, recorded with it. */
export type Weights = Record<ScorePart, number>

/** What they are where a programme says nothing else. */
export const defaultWeights: Weights = usualValues(weightBounds)

/**
 * In whose list a part counts. The supply chain is the eastern shop's gain; a helper's load matters to the shop that is helped; each side's
 * list holds its own wishes and never the other's.
 */
const countsFor: Record<ScorePart, { west: boolean; east: boolean }> = {
  nearness: { west: true, east: true },
  skills: { west: true, east: true },
  logistics: { west: true, east: true },
  platform: { west: true, east: true },
  size: { west: true, east: true },
  supply: { west: false, east: true },
  load: { west: true, east: false },
  wish: { west: true, east: true },
}

/** The values of all parts in the order of their names, except the wish, which differs between the sides. */
export type CommonParts = Float64Array

export const maxWishes = 5

/** Returns 1 for the first wish, down to 0.2 for the fifth; 0 if not named. */
export const wishValue = (wishes: readonly string[] | undefined, id: string) => {
  const rank = wishes?.indexOf(id) ?? -1
  return rank < 0 || rank >= maxWishes ? 0 : (maxWishes - rank) / maxWishes
}

/** A shop as scoring reads it: sets as bits, goods as indices into the tree. Built once a shop, read once a pair. */
interface Profile {
  goods: readonly number[]
  platforms: number
  band: number
}
export interface WestProfile extends Profile {
  needs: number
  ships: number
}
export interface EastProfile extends Profile {
  teaches: number
  handles: number
  buys: readonly number[]
  helping: number
}

/** Encodes each of the words as one bit. */
function createBitEncoder<T extends string>(words: Record<T, string>) {
  const bits = new Map((Object.keys(words) as T[]).map((word, place) => [word, 1 << place]))
  return (set: readonly T[]) => set.reduce((found, word) => found | (bits.get(word) ?? 0), 0)
}
const [platformBits, skillBits, handlingBits] = [createBitEncoder(platforms), createBitEncoder(skills), createBitEncoder(handlings)]

export const toWestProfile = ({ categories, platforms, band, needs, ships }: WestShop): WestProfile => ({
  goods: toTreePlaces(categories),
  platforms: platformBits(platforms),
  band,
  needs: skillBits(needs),
  ships: handlingBits(ships),
})
export const toEastProfile = ({ categories, platforms, band, teaches, handles, buys, helping }: EastShop): EastProfile => ({
  goods: toTreePlaces(categories),
  platforms: platformBits(platforms),
  band,
  teaches: skillBits(teaches),
  handles: handlingBits(handles),
  buys: toTreePlaces(buys),
  helping,
})

function countBits(bits: number) {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

const share = (part: number, of: number, ifNone: number) => (of === 0 ? ifNone : part / of)
const shareOfBits = (wanted: number, given: number, ifNone: number) => share(countBits(wanted & given), countBits(wanted), ifNone)
const shared = <T>(one: readonly T[], other: readonly T[]) => one.filter((it) => other.includes(it))

/**
 * A helper one to two bands above teaches best; one that is no larger has little to show, one that is far larger works under other
 * conditions.
 */
const sizeValues = [1, 1, 0.75, 0.5, 0.25]
const sizeValue = (gap: number) => (gap <= 0 ? 0 : (sizeValues[gap - 1] ?? 0))

const places = Object.fromEntries(scoreParts.map((part, place) => [part, place])) as Record<ScorePart, number>

/**
 * Computes the parts that both sides share. A western shop without a platform or a stated need accepts whatever is taught. Writes into
 * `parts`, which a large round reuses: allocating 300,000 objects would take most of its time.
 */
export function computeCommonParts(
  rarity: Rarity,
  west: WestProfile,
  east: EastProfile,
  parts: CommonParts = new Float64Array(scoreParts.length),
): CommonParts {
  parts[places.nearness] = computeSimilarity(rarity, west.goods, east.goods)
  parts[places.skills] = shareOfBits(west.needs, east.teaches, east.teaches === 0 ? 0 : 1)
  parts[places.logistics] = shareOfBits(west.ships, east.handles, 1)
  parts[places.platform] = shareOfBits(west.platforms, east.platforms, 1)
  parts[places.size] = sizeValue(east.band - west.band)
  parts[places.supply] = share(countWantedCategories(west.goods, east.buys), west.goods.length, 0)
  parts[places.load] = 1 / (1 + east.helping)
  return parts
}

/** The weights in one side's total, in the order of the parts' names: 0 for parts that do not count there; and their sum. */
export interface SideWeights {
  weights: readonly number[]
  all: number
}

export function sideWeightsOf(side: Side, weights: Weights): SideWeights {
  const counted = scoreParts.map((part) => (countsFor[part][side] ? weights[part] : 0))
  return { weights: counted, all: counted.reduce((sum, weight) => sum + weight, 0) }
}

/** The highest total. */
export const maxScore = 1000

/** Computes the weighted mean in whole per mille, so that equal means equal on every machine. `wish` is that of the side. */
export function computeTotal(common: CommonParts, wish: number, { weights, all }: SideWeights): number {
  if (all === 0) return 0
  let sum = weights[places.wish]! * wish
  for (let place = 0; place < places.wish; place++) sum += weights[place]! * common[place]!
  return Math.round((sum / all) * maxScore)
}

/** One part as the coordinator reads it. */
export interface ExplainedPart {
  part: ScorePart
  name: string
  /** 0 to 1. */
  value: number
  weight: number
  /** In whose total it counts. */
  counts: { west: boolean; east: boolean }
  words: string
}

export interface ExplainedScore {
  /** Per mille; each side's list is ordered by it. */
  west: number
  east: number
  parts: ExplainedPart[]
}

interface Wishes {
  west: number
  east: number
}

/** What is known of all goods: how rare each is, and the programme's name for it. */
export interface GoodsKnown {
  rarity: Rarity
  goods: Goods
}

/** Splits a score into its parts, with sentences. The wish of a side is in that side's total alone. */
export function explainScore(known: GoodsKnown, west: WestShop, east: EastShop, wishes: Wishes, weights: Weights): ExplainedScore {
  const common = computeCommonParts(known.rarity, toWestProfile(west), toEastProfile(east))
  const words: Record<ScorePart, string> = {
    nearness: formatSimilarity(known, west, east),
    skills: formatSkills(west, east),
    logistics:
      west.ships.length === 0
        ? '没有特别的发货要求'
        : formatShared(
            shared(west.ships, east.handles).map((it) => handlings[it]),
            '都做过',
            '发货方式没有相同的',
          ),
    platform:
      west.platforms.length === 0
        ? '西部店还没有平台，可以跟着东部店开'
        : formatShared(
            shared(west.platforms, east.platforms).map((it) => platforms[it]),
            '都在',
            '没有共同的平台',
          ),
    size: `东部店年销售${salesBands[east.band] ?? '不详'}，西部店${salesBands[west.band] ?? '不详'}`,
    supply: formatShared(
      categoryNames(known.goods, listWantedCategories(west.categories, east.buys)),
      '东部店想采购',
      '东部店没有想采购的',
    ),
    load: east.helping === 0 ? '东部店眼下没有帮扶别家' : `东部店眼下还帮扶 ${east.helping} 家`,
    wish: formatWishes(wishes),
  }
  return {
    west: computeTotal(common, wishes.west, sideWeightsOf('west', weights)),
    east: computeTotal(common, wishes.east, sideWeightsOf('east', weights)),
    parts: scoreParts.map((part) => ({
      part,
      name: partLabels[part],
      value: part === 'wish' ? Math.max(wishes.west, wishes.east) : common[places[part]]!,
      weight: weights[part],
      counts: countsFor[part],
      words: words[part],
    })),
  }
}

const formatShared = (found: readonly string[], before: string, none: string) => (found.length > 0 ? `${before}${formatList(found)}` : none)

/** What both sell comes first, then what else is nearest; a rarer good may weigh more and still be only similar. */
function formatSimilarity({ rarity, goods }: GoodsKnown, west: WestShop, east: EastShop) {
  const both = shared(west.categories, east.categories)
  const others = west.categories.filter((code) => !both.includes(code))
  const near = findMostSimilarCategory(rarity, toTreePlaces(others), toTreePlaces(east.categories))
  const nameOf = (code: string) => categoryName(goods, code).replace(/（.*）$/, '')
  const same = both.length > 0 ? `都卖${formatList(both.map(nameOf))}` : null
  if (!near) return same ?? '品类没有相近的'
  const [one, other] = [nameOf(near.west), nameOf(near.east)]
  return same === null ? `西部店做${one}，东部店做相近的${other}` : `${same}，西部店的${one}也和${other}相近`
}

function formatSkills(west: WestShop, east: EastShop) {
  if (west.needs.length === 0)
    return east.teaches.length > 0 ? `东部店会教${formatList(east.teaches.map((it) => skills[it]))}` : '东部店没有写会教什么'
  const met = shared(west.needs, east.teaches).map((it) => skills[it])
  const open = west.needs.filter((it) => !east.teaches.includes(it)).map((it) => skills[it])
  if (met.length === 0) return `所需的${formatList(open)}东部店都不教`
  return open.length === 0 ? `所需的${formatList(met)}东部店都会教` : `东部店会教${formatList(met)}，不教${formatList(open)}`
}

const ordinal = (value: number) => `第 ${maxWishes + 1 - Math.round(value * maxWishes)} 志愿`

function formatWishes({ west, east }: Wishes) {
  if (west > 0 && east > 0) return `互相选了对方（西部${ordinal(west)}，东部${ordinal(east)}）`
  if (west > 0) return `是西部店的${ordinal(west)}`
  if (east > 0) return `是东部店的${ordinal(east)}`
  return '双方都没有点名'
}

/** The same for the two shops themselves, who may not see what the other wished. */
export const formatReasonWithoutWishes = (score: ExplainedScore) =>
  formatReason({ ...score, parts: score.parts.filter(({ part }) => part !== 'wish') })

/** Formats why these two were paired, in one sentence: what they sell, then the parts that carry most of the score. */
export function formatReason({ parts }: ExplainedScore): string {
  const counted = parts.filter(({ value, weight }) => value * weight > 0)
  const goods = counted.filter(({ part }) => part === 'nearness')
  const others = counted.filter(({ part }) => part !== 'nearness').sort((one, other) => other.value * other.weight - one.value * one.weight)
  const telling = [...goods, ...others].slice(0, 3)
  return telling.length > 0 ? `${telling.map(({ words }) => words).join('；')}。` : '各项都不突出，但双方都没有更合适的。'
}
