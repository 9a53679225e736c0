// How a sheet is drawn from the bank.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Blueprint,
  drawQuestions,
  orderOptions,
  questionKinds,
  findShortage,
  shuffle,
  countQuestions,
} from '#app/modules/exams/draw.ts'
import { aBank } from './makers.ts'

const blueprints: fc.Arbitrary<Blueprint> = fc.record({ single: fc.nat(8), multiple: fc.nat(8), trueFalse: fc.nat(8) })
const ids = (questions: { id: string }[]) => questions.map(({ id }) => id)

test('a sheet has exactly as many of each kind as the blueprint says, none twice, all from the bank', () => {
  fc.assert(
    fc.property(blueprints, fc.string(), (blueprint, seed) => {
      const bank = aBank()
      const drawn = drawQuestions(bank, blueprint, seed)
      for (const kind of questionKinds) expect(drawn.filter((question) => question.kind === kind)).toHaveLength(blueprint[kind])
      expect(new Set(ids(drawn)).size).toBe(countQuestions(blueprint))
      for (const question of drawn) expect(bank).toContainEqual(question)
    }),
  )
})

test('the same seed gives the same sheet, whatever the order of the bank', () => {
  fc.assert(
    fc.property(blueprints, fc.string(), fc.string(), (blueprint, seed, other) => {
      expect(ids(drawQuestions(shuffle(aBank(), other), blueprint, seed))).toEqual(ids(drawQuestions(aBank(), blueprint, seed)))
    }),
  )
})

test('a sheet drawn today reads the same for ever: these questions belong to this seed', () => {
  const blueprint = { single: 4, multiple: 3, trueFalse: 3 }
  expect(ids(drawQuestions(aBank(), blueprint, '2019'))).toEqual(['s7', 's4', 's3', 's5', 'm6', 'm0', 'm1', 't7', 't3', 't4'])
  expect(shuffle(['a', 'b', 'c', 'd'], '2019')).toEqual(['b', 'a', 'd', 'c'])
})

test('options keep their keys and are only put in another order; 对 and 错 stay where they are', () => {
  fc.assert(
    fc.property(fc.constantFrom(...aBank()), fc.string(), (question, seed) => {
      const ordered = orderOptions(question, seed)
      expect([...ordered].sort((one, other) => one.key.localeCompare(other.key))).toEqual(
        [...question.options].sort((one, other) => one.key.localeCompare(other.key)),
      )
      if (question.kind === 'trueFalse') expect(ordered).toEqual(question.options)
    }),
  )
})

test('over many seeds each question is drawn about as often as the others', () => {
  const drawnTimes = new Map<string, number>()
  for (let seed = 0; seed < 2000; seed++) {
    for (const id of ids(drawQuestions(aBank(), { single: 4, multiple: 0, trueFalse: 0 }, `seed ${seed}`)))
      drawnTimes.set(id, (drawnTimes.get(id) ?? 0) + 1)
  }
  for (const times of drawnTimes.values()) expect(Math.abs(times - 1000)).toBeLessThan(120) // five standard deviations
  expect(drawnTimes.size).toBe(8)
})

test('a bank that is too small says by how much', () => {
  expect(findShortage(aBank(), { single: 10, multiple: 8, trueFalse: 9 })).toEqual({ single: 2, trueFalse: 1 })
  expect(() => drawQuestions(aBank(), { single: 9, multiple: 0, trueFalse: 0 }, 'x')).toThrow()
})
