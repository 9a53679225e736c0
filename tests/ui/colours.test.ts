// Colours mean one thing: green what passed or goes on (two marks), grey what is not yet or over without a verdict, red only what failed or is
// late. Rust is the brand's, and no verdict.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cohortStateLabels, enrolmentStateLabels, stateBadgeKinds } from '#app/modules/cohorts/states.ts'
import { pairingBadgeKind } from '#app/modules/pairings/pairing-labels.ts'
import { pairingWorkflow } from '#app/modules/pairings/pairing.workflow.ts'
import { roundBadgeKinds, roundStateLabels } from '#app/modules/rounds/round-labels.ts'

const statesOf = (labels: Record<string, string>, kindOf: (state: string) => string | undefined, kind: string) =>
  Object.keys(labels)
    .filter((state) => (kindOf(state) ?? 'info') === kind)
    .sort()

test('the states of classes and people, rounds and pairings have the colour that says what they are', () => {
  const classes = (kind: string) => statesOf(cohortStateLabels, (state) => stateBadgeKinds[state], kind)
  const people = (kind: string) => statesOf(enrolmentStateLabels, (state) => stateBadgeKinds[state], kind)
  const pairings = (kind: string) => statesOf(pairingWorkflow.labels.states, pairingBadgeKind, kind)
  const rounds = (kind: string) => statesOf(roundStateLabels, (state) => roundBadgeKinds[state], kind)
  expect([classes('good'), people('good'), pairings('good'), rounds('good')]).toEqual([
    ['completed'],
    ['completed'],
    ['completed'],
    ['closed'],
  ])
  expect([classes('running'), people('running')]).toEqual([['running'], ['studying']])
  expect(pairings('running')).toEqual(['alive.active.onTrack', 'evaluating'])
  expect([classes('bad'), people('bad'), rounds('bad')]).toEqual([[], ['failed'], []])
  expect(pairings('bad')).toEqual(['alive.active.escalated', 'alive.atRisk', 'unmet'])
  expect(classes('info')).toEqual(['cancelled', 'enrolling', 'planned'])
})

test('rust says nothing: no figure, badge, message, step or chart has it', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).map((file) => `app/${file}`)
  const rules = files
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/([^{}]+)\{([^{}]*var\(--accent(?:-soft)?\)[^{}]*)\}/g)].map(
        ([, selector]) => `${file}: ${selector!.trim()}`,
      ),
    )
  expect(rules.filter((rule) => /figure|badge|notice|\.way|\.lead|chart|steps|errand/.test(rule))).toEqual([])
  expect(rules.length).toBeGreaterThan(0)
  const drawn = files.filter((file) => file.endsWith('.tsx') && /#a63d1f/i.test(readFileSync(file, 'utf8')))
  expect(drawn).toEqual([])
})
