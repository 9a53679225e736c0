// What the matching promises, held against thousands of random instances and against brute force.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findBlockingPairs, findConstraintViolations } from '#app/modules/matching/blocking-pairs.ts'
import { runDeferredAcceptance } from '#app/modules/matching/deferred-acceptance.ts'
import { drawLot } from '#app/modules/matching/tie-break.ts'
import { allOutcomes, anInstance, eastProposing, fares, isStable, reordered } from './makers.ts'

const thousands = { numRuns: 3000 }
const small = { west: 4, east: 3, capacity: 2 }

test('no two shops would both rather have each other, and nobody has more than there are places', () => {
  fc.assert(
    fc.property(anInstance(), (instance) => {
      const { pairs } = runDeferredAcceptance(instance)
      expect(findBlockingPairs(instance, pairs)).toEqual([])
      expect(findConstraintViolations(instance, pairs)).toEqual([])
      expect(isStable(instance, pairs)).toBe(true)
    }),
    thousands,
  )
})

test('every western shop is either paired or told that it is not', () => {
  fc.assert(
    fc.property(anInstance(), (instance) => {
      const { pairs, unmatched } = runDeferredAcceptance(instance)
      expect([...pairs.map(([id]) => id), ...unmatched].sort()).toEqual(instance.west.map(({ id }) => id).sort())
    }),
    thousands,
  )
})

test('the order in which shops are handed in changes nothing', () => {
  const twice = anInstance().chain((instance) => fc.tuple(fc.constant(instance), reordered(instance)))
  fc.assert(
    fc.property(twice, ([instance, other]) => {
      expect(runDeferredAcceptance(other)).toEqual(runDeferredAcceptance(instance))
    }),
    thousands,
  )
})

test('the same shops stay without help when the eastern side proposes', () => {
  fc.assert(
    fc.property(anInstance(), (instance) => {
      const theirs = eastProposing(instance)
      expect(isStable(instance, theirs)).toBe(true)
      expect(theirs.map(([id]) => id)).toEqual(runDeferredAcceptance(instance).pairs.map(([id]) => id))
    }),
    thousands,
  )
})

test('one more eastern place never hurts a western shop', () => {
  const withOneMore = anInstance({ west: 9, east: 5, capacity: 3 })
    .filter(({ east }) => east.length > 0)
    .chain((instance) => fc.tuple(fc.constant(instance), fc.nat(instance.east.length - 1)))
  fc.assert(
    fc.property(withOneMore, ([instance, which]) => {
      const before = runDeferredAcceptance(instance).pairs
      const after = runDeferredAcceptance({
        ...instance,
        east: instance.east.map((shop, index) => (index === which ? { ...shop, capacity: shop.capacity + 1 } : shop)),
      }).pairs
      for (const { id } of instance.west) expect(fares(instance, after, id)).toBeLessThanOrEqual(fares(instance, before, id))
    }),
    thousands,
  )
})

test('among all stable outcomes, found one by one, every western shop gets its best', () => {
  fc.assert(
    fc.property(anInstance(small), (instance) => {
      const { pairs } = runDeferredAcceptance(instance)
      const stable = [...allOutcomes(instance)].filter((outcome) => isStable(instance, outcome))
      expect(stable).toContainEqual(pairs)
      for (const outcome of stable) {
        for (const { id } of instance.west) expect(fares(instance, pairs, id)).toBeLessThanOrEqual(fares(instance, outcome, id))
        expect(outcome.map(([id]) => id)).toEqual(pairs.map(([id]) => id))
      }
    }),
    { numRuns: 1000 },
  )
})

test('the checker finds exactly what the definition calls unstable, in any outcome', () => {
  fc.assert(
    fc.property(anInstance(small), fc.nat(), (instance, which) => {
      const outcomes = [...allOutcomes(instance)]
      const outcome = outcomes[which % outcomes.length]!
      expect(findBlockingPairs(instance, outcome).length === 0).toBe(isStable(instance, outcome))
    }),
    thousands,
  )
})

test('the checker names what no outcome may contain', () => {
  const instance = {
    west: [
      { id: 'w1', prefers: ['e1'] },
      { id: 'w2', prefers: [] },
    ],
    east: [{ id: 'e1', capacity: 1, prefers: ['w1'] }],
  }
  expect(
    findConstraintViolations(instance, [
      ['w1', 'e1'],
      ['w1', 'e1'],
      ['w2', 'e1'],
    ]),
  ).toEqual(['w1 结了不止一次', 'w2 没有列出 e1', 'e1 没有列出 w2', 'e1 有 1 个名额，结了 3 家'])
})

test('lots hang on the seed and both shops alone, and do not favour', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.string(), (seed, one, other) => drawLot(seed, one, other) === drawLot(seed, one, other)),
  )
  expect(drawLot(1, 'w', 'e')).not.toBe(drawLot(2, 'w', 'e'))
  expect(drawLot(1, 'a', 'bc')).not.toBe(drawLot(1, 'ab', 'c'))
  const wins = Array.from({ length: 2000 }, (_, seed) => drawLot(seed, 'w1', 'e1') < drawLot(seed, 'w2', 'e1')).filter(Boolean).length
  expect(wins).toBeGreaterThan(900)
  expect(wins).toBeLessThan(1100)
})
