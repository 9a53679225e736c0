// The public rules of the credit rating.
import { expect, test } from 'vitest'
import { type FactKind, computeRating, type RatingFact, ratingRules, type RatingRules } from '#app/modules/ratings/rules.ts'

const fact = (id: string, kind: FactKind, happenedOn = '2019-03-01'): RatingFact => ({ id, kind, happenedOn, words: '已核实' })
const many = (count: number, kind: FactKind) => Array.from({ length: count }, (_, index) => fact(`${kind}${index}`, kind))

test('points come from facts, each to a most, and the grade from the points', () => {
  expect(computeRating(many(3, 'complaintAnswered'), '2019-03-04')).toMatchObject({ points: 65, grade: 'B', rulesVersion: 1 })
  expect(computeRating(many(9, 'complaintAnswered'), '2019-03-04')).toMatchObject({ points: 70 })
  expect(computeRating([...many(4, 'complaintAnswered'), ...many(2, 'standardMet')], '2019-03-04')).toMatchObject({
    points: 90,
    grade: 'A',
  })
  expect(computeRating(many(9, 'standardBroken'), '2019-03-04')).toMatchObject({ points: 5, grade: 'D' })
})

test('the points of a rating are the sum of its facts, each with its own', () => {
  const rated = computeRating([...many(6, 'complaintAnswered'), ...many(2, 'complaintIgnored')], '2019-03-04')!
  expect(rated.facts.reduce((sum, { points }) => sum + points, 50)).toBe(rated.points)
  expect(rated.facts).toHaveLength(8)
})

test('with too few facts nothing is said, and facts older than a year do not count', () => {
  expect(computeRating(many(2, 'standardMet'), '2019-03-04')).toBeNull()
  expect(computeRating(many(3, 'standardMet'), '2020-02-28')).toMatchObject({ validUntil: '2020-02-29' })
  expect(computeRating(many(3, 'standardMet'), '2020-02-29')).toBeNull()
  expect(computeRating(many(3, 'standardMet'), '2019-02-28')).toBeNull()
})

test('the order in which facts came in changes nothing', () => {
  const facts = [fact('a', 'complaintAnswered', '2019-01-01'), ...many(5, 'complaintAnswered'), fact('b', 'standardMet')]
  expect(computeRating([...facts].reverse(), '2019-03-04')).toEqual(computeRating(facts, '2019-03-04'))
})

test('a fact counts from its day for 365 days: on the first of them, and not on the one after the last', () => {
  const rated = (happenedOn: string, on: string) =>
    computeRating([fact('late', 'goalKept', happenedOn), ...many(3, 'standardMet').map((one) => ({ ...one, happenedOn: on }))], on)!.facts
      .length
  expect([rated('2019-03-02', '2019-03-02'), rated('2019-03-03', '2019-03-02')]).toEqual([4, 3])
  expect([rated('2018-03-03', '2019-03-02'), rated('2018-03-02', '2019-03-02')]).toEqual([4, 3])
})

test('of facts of a kind that came to its most the later ones count, and of one day those whose id sorts first', () => {
  const facts = [
    fact('b', 'standardMet', '2019-02-01'),
    fact('a', 'standardMet', '2019-02-01'),
    fact('c', 'standardMet', '2019-02-02'),
    fact('d', 'standardMet', '2019-01-01'),
  ]
  expect(computeRating(facts, '2019-03-04')!.facts.map(({ id, points }) => [id, points])).toEqual([
    ['c', 10],
    ['a', 10],
    ['b', 0],
    ['d', 0],
  ])
})

test('it is valid until the first of the facts that gave or took something is too old; those that gave nothing hold it up no more', () => {
  const facts = [fact('a', 'standardMet', '2019-02-03'), fact('b', 'standardMet', '2019-02-02'), fact('c', 'standardMet', '2019-01-01')]
  expect(computeRating(facts, '2019-03-04')!.validUntil).toBe('2020-02-02')
})

test('what is left up to the most is given, also where it is less than each gives', () => {
  const rules: RatingRules = {
    ...ratingRules,
    points: { ...ratingRules.points, goalKept: { each: 4, most: 10 }, standardBroken: { each: -4, most: -10 } },
  }
  const points = (kind: FactKind) => computeRating(many(4, kind), '2019-03-04', rules)!.facts.map((one) => one.points)
  expect([points('goalKept'), points('standardBroken')]).toEqual([
    [4, 4, 2, 0],
    [-4, -4, -2, 0],
  ])
})

test('points lie between 0 and 100, and a grade begins with its first point', () => {
  const graded = (base: number) => {
    const { points, grade } = computeRating(many(3, 'goalKept'), '2019-03-04', { ...ratingRules, base })!
    return [points, grade]
  }
  expect([-40, -15, 34, 35, 49, 50, 64, 65, 85, 90].map(graded)).toEqual([
    [0, 'D'],
    [0, 'D'],
    [49, 'D'],
    [50, 'C'],
    [64, 'C'],
    [65, 'B'],
    [79, 'B'],
    [80, 'A'],
    [100, 'A'],
    [100, 'A'],
  ])
})

test('the published points, days and grades', () => {
  expect(ratingRules).toMatchObject({
    version: 1,
    factDays: 365,
    minFacts: 3,
    base: 50,
    points: {
      complaintAnswered: { each: 5, most: 20 },
      goalKept: { each: 5, most: 25 },
      standardMet: { each: 10, most: 20 },
      proofGiven: { each: 3, most: 15 },
      complaintIgnored: { each: -10, most: -40 },
      standardBroken: { each: -15, most: -45 },
    },
  })
  expect(ratingRules.grades.map(({ grade, from }) => [grade, from])).toEqual([
    ['A', 80],
    ['B', 65],
    ['C', 50],
    ['D', 0],
  ])
})
