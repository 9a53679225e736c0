// The laws of rounds, pairings and ratings, and the database keeping to them: every state, every transition, every refusal.
import { getShortestPaths, getStateNodes } from 'xstate/graph'
import { type AnyMachineSnapshot, type AnyStateMachine, transition } from 'xstate'
import { expect, test } from 'vitest'
import { later, pairingMachine, type PairingEvent } from '#app/modules/mentorship/pairing.machine.ts'
import { pairingWorkflow } from '#app/modules/mentorship/pairing.workflow.ts'
import { ratingMachine, type RatingEvent } from '#app/modules/mentorship/rating.machine.ts'
import { ratingWorkflow } from '#app/modules/mentorship/rating.workflow.ts'
import { roundMachine, type RoundEvent } from '#app/modules/mentorship/round.machine.ts'
import { roundWorkflow } from '#app/modules/mentorship/round.workflow.ts'
import { statePath, type WorkflowDefinition } from '#app/workflow/definition.ts'
import { advance, advanceBySystem, begin, standing } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const begun = '2019-03-04T01:00:00.000Z'
const soon = later(begun, 1)
const moments = [soon, later(begun, 30), later(begun, 200)]

type Sent = { type: string; at: string }

const roundEvents = moments.flatMap((at): RoundEvent[] => [
  { type: 'OPEN_WISHES', at, until: later(at, 7) },
  { type: 'OPEN_WISHES', at, until: begun },
  { type: 'CLOSE_WISHES', at },
  { type: 'WISHES_DUE', at },
  { type: 'REOPEN_WISHES', at, until: later(at, 7) },
  { type: 'ACCEPT', at, pairs: 3, answersUntil: later(at, 7) },
  { type: 'ACCEPT', at, pairs: 0, answersUntil: later(at, 7) },
  { type: 'ANSWERS_DUE', at },
  { type: 'ALL_ANSWERED', at },
  { type: 'EVALUATE', at },
  { type: 'CLOSE', at },
])

const sides = ['west', 'east'] as const
const pairingEvents = moments.flatMap((at): PairingEvent[] => [
  ...sides.map((side): PairingEvent => ({ type: 'AGREE', side, at })),
  { type: 'DECLINE', side: 'east', reason: '太忙', at },
  { type: 'LAPSE', at },
  { type: 'CONTACT', at },
  { type: 'NUDGE', at },
  { type: 'ESCALATE', at },
  { type: 'ENDANGER', at },
  { type: 'PAUSE', side: 'west', reason: '农忙', until: later(at, 20), at },
  { type: 'PAUSE', side: 'west', reason: '农忙', until: begun, at },
  { type: 'RESUME', at },
  { type: 'WAKE', at },
  { type: 'DISSOLVE', side: 'coordinator', reason: '没有来往', at },
  { type: 'EVALUATE', at },
  { type: 'TERM_ENDS', at },
  ...sides.map((side): PairingEvent => ({ type: 'ASSESS', side, at })),
  { type: 'ASSESSMENT_DUE', at },
  { type: 'REPLACE', pairingId: 'another', at },
])

const ratingEvents = moments.flatMap((at): RatingEvent[] => [
  { type: 'APPEAL', reason: '少算了', at },
  { type: 'UPHOLD', reason: '核对无误', at },
  { type: 'WITHDRAW', reason: '确有差错', at },
  { type: 'MEASURE', kind: 'reward', words: '优先参展', at },
  { type: 'REPLACE', ratingId: 'another', at },
  { type: 'LAPSE', at },
])

/** One machine with what it is asked, and what of its context tells its situations apart. */
interface Law {
  definition: WorkflowDefinition
  input: Record<string, unknown>
  events: Sent[]
  situation: (snapshot: AnyMachineSnapshot) => unknown
}

const laws: Law[] = [
  { definition: roundWorkflow as unknown as WorkflowDefinition, input: {}, events: roundEvents, situation: ({ value }) => value },
  {
    definition: pairingWorkflow as unknown as WorkflowDefinition,
    input: { answerUntil: later(begun, 7) },
    events: pairingEvents,
    situation: ({ value, context: { westAcceptedAt, eastAcceptedAt, westAssessedAt, eastAssessedAt } }) =>
      [value, ...[westAcceptedAt, eastAcceptedAt, westAssessedAt, eastAssessedAt].map((at: string | null) => at !== null)],
  },
  {
    definition: ratingWorkflow as unknown as WorkflowDefinition,
    input: { validUntil: later(begun, 100), appealUntil: later(begun, 20) },
    events: ratingEvents,
    situation: ({ value, context: { appeal } }) => [value, appeal],
  },
]

const situationsOf = ({ definition, input, events, situation }: Law) =>
  getShortestPaths(definition.machine as AnyStateMachine, {
    input: { at: begun, ...input },
    events,
    serializeState: (snapshot: AnyMachineSnapshot) => JSON.stringify(situation(snapshot)),
  } as never)

async function started(site: TestSite, { definition, input }: Law) {
  site.clock.set(begun)
  const id = newId()
  await site.write('coordinator', 'begin', (tx) => begin(tx, definition, { id, input }))
  return id
}

function send(site: TestSite, { definition }: Law, id: string, { at, ...event }: Sent) {
  site.clock.set(at)
  const byHouse = !(event.type in definition.words.events)
  return site.write('someone', 'walk', (tx) => (byHouse ? advanceBySystem(tx, definition, { id, event }) : advance(tx, definition, { id, version: 'latest', event })))
}

test.each(laws.map((law) => [law.definition.title, law] as const))('%s: from every situation the database does what the law does, and refuses what it refuses', async (_, law) => {
  const site = await aSite({ workflows: [] })
  const paths = situationsOf(law)
  const reached = new Set<string>()
  for (const path of paths) {
    reached.add(statePath(path.state.value))
    const walk = async () => {
      const id = await started(site, law)
      for (const step of path.steps.slice(1)) await send(site, law, id, step.event as Sent)
      return standing(site.read, law.definition, id)
    }
    const waiting = await walk()
    expect(waiting.snapshot.value).toEqual(path.state.value)
    for (const event of law.events) {
      if (!waiting.snapshot.can(event)) {
        await expect(send(site, law, waiting.id, event), `${event.type} in ${waiting.state}`).rejects.toMatchObject({ status: 409, message: expect.stringContaining('不能') })
        continue
      }
      const before = await walk()
      const [expected] = transition(law.definition.machine as AnyStateMachine, before.snapshot as never, event)
      const after = await send(site, law, before.id, event)
      expect([event.type, after.state, after.snapshot.context]).toEqual([event.type, statePath(expected.value), expected.context])
    }
    expect((await standing(site.read, law.definition, waiting.id)).version).toBe(waiting.version)
  }
  expect([...reached].sort()).toEqual(Object.keys(law.definition.words.states).sort())
}, 60_000)

test.each([roundMachine, pairingMachine, ratingMachine] as AnyStateMachine[])('the machine $id is inert: nothing in it runs or waits by itself', (machine) => {
  for (const node of getStateNodes(machine)) expect([node.invoke, node.after]).toEqual([[], []])
})

test.each(laws.flatMap((law) => [...new Set(law.events.map(({ type }) => type))].filter((type) => !(type in law.definition.words.events)).map((type) => [law.definition.title, type, law] as const)))(
  '%s: nobody but the house can send %s',
  async (_, type, law) => {
    const site = await aSite({ workflows: [] })
    const id = await started(site, law)
    await expect(site.write('someone', 'try', (tx) => advance(tx, law.definition, { id, version: 'latest', event: { type } }))).rejects.toMatchObject({ status: 422 })
  },
)
