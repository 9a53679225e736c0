// The steps of a version of a course written out: what is possible where, and what it keeps. machines.test.ts holds the database to it.
import { expect, test } from 'vitest'
import { initialTransition, type SnapshotFrom, transition } from 'xstate'
import { type VersionEvent, versionMachine } from '#app/modules/studio/version.machine.ts'

type Sent = VersionEvent extends infer E ? (E extends VersionEvent ? Omit<E, 'at'> & { at?: string } : never) : never

const today = '2019-03-08T10:00:00.000Z'
const later = '2019-04-08T10:00:00.000Z'
const step = (snapshot: SnapshotFrom<typeof versionMachine>, event: Sent) =>
  transition(versionMachine, snapshot, { at: today, ...event } as VersionEvent)[0]
const after = (...events: Sent[]) => events.reduce(step, initialTransition(versionMachine)[0])

const submit: Sent = { type: 'SUBMIT', reviewer: 'colleague' }
const ask: Sent = { type: 'ASK_CHANGES', reason: '第二课太长' }
const approve: Sent = { type: 'APPROVE', reason: null }
const publish: Sent = { type: 'PUBLISH' }
const supersede: Sent = { type: 'SUPERSEDE' }
const archive: Sent = { type: 'ARCHIVE', reason: '不用了' }
const every: Sent[] = [
  ...[submit, ask, approve, publish, supersede, archive],
  ...([{ type: 'WITHDRAW' }, { type: 'REOPEN' }, { type: 'SHIP' }, { type: 'RESTORE' }] as Sent[]),
]
const published = [submit, approve, publish]

test.each<[string, Sent[], Record<string, string>]>([
  ['draft', [], { SUBMIT: 'inReview', SHIP: 'published', ARCHIVE: 'archived' }],
  ['in review', [submit], { WITHDRAW: 'draft', ASK_CHANGES: 'changesAsked', APPROVE: 'approved' }],
  ['changes asked for', [submit, ask], { SUBMIT: 'inReview', ARCHIVE: 'archived' }],
  ['approved', [submit, approve], { PUBLISH: 'published', REOPEN: 'draft' }],
  ['published', published, { SUPERSEDE: 'superseded', ARCHIVE: 'archived' }],
  ['superseded', [...published, supersede], { PUBLISH: 'published' }],
  ['archived, never published', [archive], { RESTORE: 'draft' }],
  ['archived, once published', [...published, archive], { RESTORE: 'superseded' }],
  ['archived, came with a release', [{ type: 'SHIP' }, archive], { RESTORE: 'superseded' }],
])('of a version that is %s', (_, events, steps) => {
  const snapshot = after(...events)
  const possible = every.filter((event) => snapshot.can({ at: today, ...event } as VersionEvent))
  expect(Object.fromEntries(possible.map((event) => [event.type, step(snapshot, event).value]))).toEqual(steps)
})

test.each<[string, Sent[], object]>([
  ['a draft knows nothing', [], { reviewer: null, reason: null, publishedAt: null }],
  ['who is asked to review it is named', [submit], { reviewer: 'colleague', reason: null }],
  ['the reason of changes is kept', [submit, ask], { reviewer: 'colleague', reason: '第二课太长' }],
  [
    'and forgotten when it is submitted again, to another',
    [submit, ask, { ...submit, reviewer: 'other' }],
    { reviewer: 'other', reason: null },
  ],
  ['why somebody approved a version of their own is kept', [submit, { type: 'APPROVE', reason: '没有别人' }], { reason: '没有别人' }],
  ['and forgotten when it is written on', [submit, { type: 'APPROVE', reason: '没有别人' }, { type: 'REOPEN' }], { reason: null }],
  ['why a draft was put away is kept', [archive], { reason: '不用了' }],
  ['and why what was to be changed was', [submit, ask, archive], { reason: '不用了' }],
  ['and forgotten when it is taken back', [archive, { type: 'RESTORE' }], { reason: null, publishedAt: null }],
  ['as of one that was published', [...published, archive, { type: 'RESTORE' }], { reason: null, publishedAt: today }],
  ['when it was published is kept', published, { publishedAt: today }],
  ['what ships is published at once', [{ type: 'SHIP' }], { publishedAt: today }],
  ['published again, it says when it was first', [...published, supersede, { ...publish, at: later }], { publishedAt: today }],
])('%s', (_, events, context) => {
  expect(after(...events).context).toMatchObject(context)
})
