// Every kind of write has a name in Chinese, and what undoes or overrides something is marked as that.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeAction, isExceptionalEvent, type LifeCycleLabels, splitReason } from '#app/modules/audit/actions.ts'
import { workflows } from '#app/workflows.server.ts'

const lifeCycles: LifeCycleLabels[] = workflows.map(({ definition: { kind, title, labels } }) => ({
  kind,
  title,
  events: { ...labels.system, ...labels.events },
}))
const actionOf = (why: string) => describeAction(splitReason(why).action, lifeCycles)
const isNamed = (why: string) => !actionOf(why).label.startsWith('其他')

const sources = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('phone/') && !file.startsWith('lesson/'))
  .map((file) => readFileSync(`app/${file}`, 'utf8'))

/** The reason argument of every write: what follows the actor, up to the work. */
const reasons = sources.flatMap((text) =>
  [...text.matchAll(/\bwrite\(\s*(?:[\w.]+|'\w+'),\s*((?:[^`'()]|'[^']*'|`[^`]*`)+?),\s*(?:async )?(?:\(|[a-z]\w*[,)])/gs)].map(
    ([, reason]) => reason!.trim(),
  ),
)
const literals = reasons.flatMap((reason) => [...reason.matchAll(/'([^']+)'/g)].map(([, words]) => words!))
const templates = reasons.flatMap((reason) => [...reason.matchAll(/`([^`]+)`/g)].map(([, words]) => words!))

/** What may stand in for the changing part of a template. */
const eventsOf = (kind: string) => Object.keys(workflows.find(({ definition }) => definition.kind === kind)!.definition.labels.events)
const filledIn: Record<string, () => string[]> = {
  'cohort ${event.type}': () => eventsOf('cohort').map((type) => `cohort ${type}`),
  'enrolment ${event.type}': () => eventsOf('enrolment').map((type) => `enrolment ${type}`),
  'round: ${event.type}': () => eventsOf('pairingRound').map((type) => `round: ${type}`),
  'rating: ${event.type}': () => eventsOf('rating').map((type) => `rating: ${type}`),
  'pairing: ${event.type}': () => eventsOf('pairing').map((type) => `pairing: ${type}`),
  'correct ${corrected.kind}': () => ['registration', 'monitoring', 'membership', 'residence'].map((kind) => `correct ${kind}`),
  'mend ${mended.do}': () => ['name', 'phone', 'idNumber', 'residence', 'join', 'leave'].map((what) => `mend ${what}`),
  'look at ${field}': () => ['look at idNumber', 'look at phone'],
  'correct month: ${reason.trim()}': () => ['correct month: 多算了一单'],
  'publish plan template: ${why}': () => ['publish plan template: 目标太多'],
  '${item.kind}: ${item.effect}': () =>
    workflows.flatMap(({ definition, effects }) => Object.keys(effects).map((effect) => `${definition.kind}: ${effect}`)),
  'deadline: ${deadline.name}': () =>
    workflows.filter(({ definition }) => definition.deadlines).map(({ definition }) => `deadline: ${definition.kind}/check-in`),
}

test('the reasons of writes are found in the code', () => {
  expect(literals).toEqual(expect.arrayContaining(['plan cohort', 'correct attendance', 'disable account', 'sign in', 'restore a backup']))
  expect(literals.length).toBeGreaterThan(80)
})

test('every kind of write has a name in Chinese', () => {
  expect(literals.filter((why) => !isNamed(why))).toEqual([])
})

test('so has every kind whose reason names an event, an effect or a deadline', () => {
  expect(templates.filter((template) => !(template in filledIn))).toEqual([])
  expect(
    Object.values(filledIn)
      .flatMap((fill) => fill())
      .filter((why) => !isNamed(why)),
  ).toEqual([])
})

test('events that take something back are listed among what was undone or overridden', () => {
  const all = workflows.flatMap(({ definition: { kind, labels } }) => Object.keys(labels.events).map((type) => `${kind} ${type}`))
  const undone = all.filter((one) => isExceptionalEvent(...(one.split(' ') as [string, string])))
  expect(undone).toEqual(
    expect.arrayContaining([
      'cohort CANCEL',
      'enrolment LEAVE',
      'enrolment RETURN',
      'certificate REVOKE',
      'certificate REPLACE',
      'roster WITHDRAW',
      'pairingRound REOPEN',
      'pairing DISSOLVE',
      'pairing EVALUATE',
      'pairing REOPEN',
      'rating WITHDRAW',
    ]),
  )
  expect(undone).not.toEqual(expect.arrayContaining(['cohort OPEN', 'round ACCEPT', 'pairing AGREE']))
})

test('so is every event whose name says so', () => {
  const said = /撤|取消|作废|退|重新|未参加|换发|解除|提前|停下/
  const events = lifeCycles.flatMap(({ kind, events: labels }) => Object.entries(labels).map(([type, label]) => ({ kind, type, label })))
  expect(events.filter(({ kind, type, label }) => said.test(label) && !isExceptionalEvent(kind, type))).toEqual([])
})

test('the words that somebody typed are told apart from the kind of write', () => {
  expect(splitReason('correct month: 多算了一单')).toEqual({ action: 'correct month', words: '多算了一单' })
  expect(splitReason('slip used: secret chosen')).toEqual({ action: 'slip used: secret chosen', words: null })
})
