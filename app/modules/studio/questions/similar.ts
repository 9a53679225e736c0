// Questions that are nearly the same: compared by the pairs of neighbouring characters that they share (Dice's coefficient).
import { normaliseWidth } from '#app/text/characters.ts'

/** What is compared of a question. */
export interface Comparable {
  text: string
  options: readonly string[]
}

/** From here on two questions are shown to their author as nearly the same. */
const nearlySame = 0.7

/** A pair that stands in more questions than this tells nothing about any of them. */
const maxHolders = 300
/** How many questions are compared in full with one. */
const maxCompared = 60

/** The pairs of neighbouring characters of a text, without signs and spaces. */
function pairsOf(text: string): string[] {
  const signs = [
    ...normaliseWidth(text.slice(0, 2_000))
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  ]
  return signs.slice(1).map((sign, at) => `${signs[at] ?? ''}${sign}`)
}

type Pairs = ReadonlySet<string>
const stemOf = ({ text }: Comparable): Pairs => new Set(pairsOf(text))
const wholeOf = ({ text, options }: Comparable): Pairs => new Set([text, ...options].flatMap(pairsOf))

/** How much two sets share, from 0 to 1. */
function shareOf(one: Pairs, other: Pairs): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one]
  let both = 0
  for (const pair of few) if (many.has(pair)) both++
  return one.size + other.size === 0 ? 0 : (2 * both) / (one.size + other.size)
}

export interface SimilarIndex<Q extends Comparable> {
  /** The most alike first, at least `nearlySame`. Of a question without options, such as one that is being typed, only what is asked is compared. */
  find(wanted: Comparable, most: number, isMeant?: (question: Q) => boolean): { question: Q; share: number }[]
  add(question: Q): void
}

/** What is compared of a question, made once. */
interface Held<Q> {
  question: Q
  stem: Pairs
  /** Made when it is first compared in full. */
  whole: Pairs | null
}

/** Questions by the pairs of what they ask, so that one is compared with few. */
export function createSimilarIndex<Q extends Comparable>(questions: Iterable<Q> = []): SimilarIndex<Q> {
  const holders = new Map<string, Held<Q>[]>()
  const add = (question: Q) => {
    const held: Held<Q> = { question, stem: stemOf(question), whole: null }
    for (const pair of held.stem) {
      const those = holders.get(pair)
      if (!those) holders.set(pair, [held])
      else if (those.length <= maxHolders) those.push(held)
    }
  }
  for (const question of questions) add(question)
  return {
    add,
    find(wanted, most, isMeant = () => true) {
      const stem = stemOf(wanted)
      if (stem.size < 2) return []
      const whole = wanted.options.length > 0 ? wholeOf(wanted) : null
      const found = listLikely(holders, stem).flatMap((held) => {
        const { question } = held
        const isWhole = whole && question.options.length > 0
        const share = isWhole ? shareOf(whole, (held.whole ??= wholeOf(question))) : shareOf(stem, held.stem)
        return share >= nearlySame && isMeant(question) ? [{ question, share }] : []
      })
      return found.sort((one, other) => other.share - one.share).slice(0, most)
    },
  }
}

/** Those that share most pairs that few have. */
function listLikely<Q>(holders: ReadonlyMap<string, Held<Q>[]>, stem: Pairs): Held<Q>[] {
  const shared = new Map<Held<Q>, number>()
  for (const pair of stem) {
    const those = holders.get(pair) ?? []
    if (those.length <= maxHolders) for (const held of those) shared.set(held, (shared.get(held) ?? 0) + 1)
  }
  const likely = [...shared].sort(([, one], [, other]) => other - one).slice(0, maxCompared)
  return likely.map(([held]) => held)
}
