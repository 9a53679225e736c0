// The examples of docs/indicators.md: where somebody stands who completed on 2019-01-10 and sold in some months.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { computeSpells } from '#app/modules/talent/compute-spells.ts'
import type { StageFacts } from '#app/modules/talent/stage-facts.ts'
import { parseStage, stages } from '#app/modules/talent/stages.ts'

const page = readFileSync('docs/indicators.md', 'utf8')
const section = page.slice(page.indexOf('## The pipeline'), page.indexOf('## Results of pairing'))
const examples = [...section.matchAll(/^\| ([a-z-]+) \| (–|[\d -]+) \| (\d{4}-\d{2}-\d{2}) \| ([a-z]+) \|$/gm)].map(
  ([, name, sold, on, stage]) => ({
    name: name!,
    months: sold === '–' ? [] : sold!.split(' '),
    on: on!,
    stage: stage!,
  }),
)

const early = Date.parse('2018-12-01')
const facts = (months: readonly string[]): StageFacts => ({
  personId: 'p',
  sex: 'female',
  birthday: '1980-01-01',
  regionCode: '422826100201',
  knownAt: early,
  knownOn: '2018-12-01',
  memberships: [],
  registrations: [],
  residences: [],
  enrolments: [],
  completions: [{ day: '2019-01-10', tier: 'entrepreneur', knownAt: early, supersededAt: null }],
  certificates: [],
  help: [],
  months: months.map((month) => ({ month, sold: true, knownAt: early, supersededAt: null })),
})

test('there are examples, and every stage is defined', () => {
  expect(examples.length).toBeGreaterThan(10)
  for (const stage of stages) expect(section).toContain(`| \`${stage}\` |`)
})

test.each(examples)('$name: $stage', ({ months, on, stage }) => {
  const there = computeSpells(facts(months)).filter(
    ({ from, to, supersededAt }) => supersededAt === null && from <= on && (to === null || on < to),
  )
  expect(there.map((spell) => spell.stage)).toEqual([parseStage(stage)])
})
