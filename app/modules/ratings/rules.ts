// The public rules of the credit rating, by version: points come from confirmed facts alone, and each links to its fact.
import { addDays } from '#app/calendar.ts'
import { present } from '#app/present.ts'

export const factKinds = {
  complaintAnswered: '按时答复投诉',
  goalKept: '按期完成帮扶目标',
  standardMet: '产品达到标准',
  proofGiven: '经营数字有凭据、已核实',
  complaintIgnored: '投诉没有答复',
  standardBroken: '产品没有达到标准',
} as const
export type FactKind = keyof typeof factKinds

export interface RatingFact {
  id: string
  kind: FactKind
  happenedOn: string
  words: string
}

export interface RatingRules {
  version: number
  /** Points of each fact, and the most that facts of the kind can give or take together. */
  points: Record<FactKind, { each: number; most: number }>
  /** How many days a fact counts. */
  factDays: number
  /** With fewer facts there is no rating. */
  minFacts: number
  base: number
  grades: readonly { grade: 'A' | 'B' | 'C' | 'D'; from: number; words: string }[]
}

export const ratingRules: RatingRules = {
  version: 1,
  points: {
    complaintAnswered: { each: 5, most: 20 },
    goalKept: { each: 5, most: 25 },
    standardMet: { each: 10, most: 20 },
    proofGiven: { each: 3, most: 15 },
    complaintIgnored: { each: -10, most: -40 },
    standardBroken: { each: -15, most: -45 },
  },
  factDays: 365,
  minFacts: 3,
  base: 50,
  grades: [
    { grade: 'A', from: 80, words: '守信' },
    { grade: 'B', from: 65, words: '较好' },
    { grade: 'C', from: 50, words: '一般' },
    { grade: 'D', from: 0, words: '需改进' },
  ],
}

export interface RatedFact extends RatingFact {
  points: number
}

export interface Rated {
  rulesVersion: number
  points: number
  grade: 'A' | 'B' | 'C' | 'D'
  facts: RatedFact[]
  /** The day from which one of its facts is too old to count. */
  validUntil: string
}

/** Computes a rating from the facts of a year up to a day; null if there are too few. Later facts count first towards a kind's maximum. */
export function computeRating(facts: readonly RatingFact[], on: string, rules: RatingRules = ratingRules): Rated | null {
  const counted = facts
    .filter(({ happenedOn }) => happenedOn <= on && addDays(happenedOn, rules.factDays) > on)
    .sort((one, other) => (one.happenedOn === other.happenedOn ? (one.id < other.id ? -1 : 1) : one.happenedOn < other.happenedOn ? 1 : -1))
  if (counted.length < rules.minFacts) return null
  const given = new Map<FactKind, number>()
  const rated = counted.map((fact): RatedFact => {
    const { each, most } = rules.points[fact.kind]
    const before = given.get(fact.kind) ?? 0
    const points = Math.abs(before + each) <= Math.abs(most) ? each : most - before
    given.set(fact.kind, before + points)
    return { ...fact, points }
  })
  const points = Math.max(
    0,
    Math.min(
      100,
      rated.reduce((sum, fact) => sum + fact.points, rules.base),
    ),
  )
  const telling = rated.filter((fact) => fact.points !== 0)
  return {
    rulesVersion: rules.version,
    points,
    grade: present(
      rules.grades.find(({ from }) => points >= from),
      'grade from no points on',
    ).grade,
    facts: rated,
    validUntil: addDays(present(telling.map(({ happenedOn }) => happenedOn).sort()[0], 'fact that tells'), rules.factDays),
  }
}
