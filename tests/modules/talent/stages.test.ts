// The order of the stages, and how they are read from an address.
import { expect, test } from 'vitest'
import {
  isAtLeast,
  leavingLabels,
  leavings,
  parseStage,
  stageDescriptions,
  stageLabels,
  stages,
  stagesFrom,
} from '#app/modules/talent/stages.ts'

test('there are eight, in this order, each with a word and a sentence of its own; and three ways out of a class', () => {
  expect(stages).toEqual(['identified', 'enrolled', 'training', 'completed', 'certified', 'mentored', 'operating', 'sustained'])
  expect(Object.keys(stageLabels)).toEqual([...stages])
  expect(Object.keys(stageDescriptions)).toEqual([...stages])
  for (const texts of [stageLabels, stageDescriptions]) {
    expect(new Set(Object.values(texts)).size).toBe(stages.length)
    for (const text of Object.values(texts)) expect(text).toMatch(/\p{Script=Han}/u)
  }
  expect(leavings).toEqual(['left', 'failed', 'dismissed'])
  expect(Object.keys(leavingLabels).sort()).toEqual([...leavings].sort())
})

test('a stage in an address is one of them, or none', () => {
  for (const stage of stages) expect(parseStage(stage)).toBe(stage)
  for (const typed of [null, '', 'Operating', 'graduate']) expect(parseStage(typed)).toBeNull()
})

test('each is at least itself and those before it; from it on are itself and those after it', () => {
  for (const [place, stage] of stages.entries()) {
    expect(stages.map((least) => isAtLeast(stage, least))).toEqual(stages.map((_, other) => other <= place))
    expect(stagesFrom(stage)).toEqual(stages.filter((_, other) => other >= place))
  }
})
