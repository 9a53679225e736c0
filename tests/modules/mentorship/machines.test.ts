// The machines of rounds, pairings and ratings, and the database keeping to them: every state, every transition, every refusal.
import { expect, test } from 'vitest'
import { type AnyMachineSnapshot, type AnyStateMachine, type AnyTransitionDefinition, transition } from 'xstate'
import { getShortestPaths, getStateNodes } from 'xstate/graph'
import { addDaysTo, type BeforeEvaluation, pairingMachine, type PairingEvent } from '#app/modules/pairings/pairing.machine.ts'
import { pairingWorkflow } from '#app/modules/pairings/pairing.workflow.ts'
import { ratingMachine, type RatingEvent } from '#app/modules/ratings/rating.machine.ts'
import { ratingWorkflow } from '#app/modules/ratings/rating.workflow.ts'
import { roundMachine, type RoundEvent } from '#app/modules/rounds/round.machine.ts'
import { roundWorkflow } from '#app/modules/rounds/round.workflow.ts'
import { statePath, type WorkflowDefinition } from '#app/workflow/definition.ts'
import { advanceWorkflow, advanceBySystem, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const begun = '2019-03-04T01:00:00.000Z'
const soon = addDaysTo(begun, 1)
const moments = [soon, addDaysTo(begun, 30), addDaysTo(begun, 200)]
/** When every term has come, of whichever moment it was set. */
const farOff = addDaysTo(begun, 1000)

type Sent = { type: string; at: string }

const roundEvents = moments
  .flatMap((at): RoundEvent[] => [
    { type: 'OPEN_WISHES', at, until: addDaysTo(at, 7) },
    { type: 'OPEN_WISHES', at, until: begun },
    { type: 'CLOSE_WISHES', at },
    { type: 'WISHES_DUE', at },
    { type: 'REOPEN_WISHES', at, until: addDaysTo(at, 7) },
    { type: 'ACCEPT', at, pairs: 3, answersUntil: addDaysTo(at, 7) },
    { type: 'ACCEPT', at, pairs: 0, answersUntil: addDaysTo(at, 7) },
    { type: 'ANSWERS_DUE', at },
    { type: 'ALL_ANSWERED', at },
    { type: 'EVALUATE', at },
    { type: 'CLOSE', at },
    { type: 'REOPEN', reason: '按错了', at },
  ])
  .concat([
    { type: 'WISHES_DUE', at: farOff },
    { type: 'ANSWERS_DUE', at: farOff },
  ])

const sides = ['west', 'east'] as const
const pairingEvents = moments
  .flatMap((at): PairingEvent[] => [
    ...sides.map((side): PairingEvent => ({ type: 'AGREE', side, at })),
    ...sides.map((side): PairingEvent => ({ type: 'DECLINE', side, reason: '太忙', at })),
    { type: 'LAPSE', at },
    { type: 'CONTACT', at },
    { type: 'NUDGE', at },
    { type: 'ESCALATE', at },
    { type: 'ENDANGER', at },
    { type: 'PAUSE', side: 'west', reason: '农忙', until: addDaysTo(at, 20), at },
    { type: 'PAUSE', side: 'west', reason: '农忙', until: begun, at },
    { type: 'RESUME', at },
    { type: 'WAKE', at },
    ...([...sides, 'coordinator'] as const).map((side): PairingEvent => ({ type: 'DISSOLVE', side, reason: '没有来往', at })),
    { type: 'EVALUATE', at },
    { type: 'REOPEN', reason: '按错了', at },
    { type: 'TERM_ENDS', at },
    ...sides.map((side): PairingEvent => ({ type: 'ASSESS', side, at })),
    { type: 'ASSESSMENT_DUE', at },
    { type: 'REPLACE', pairingId: 'another', at },
  ])
  .concat([
    { type: 'NUDGE', at: farOff },
    { type: 'NOTE', words: '打过电话', at: soon },
  ])

const ratingEvents = moments.flatMap((at): RatingEvent[] => [
  { type: 'APPEAL', reason: '少算了', at },
  { type: 'UPHOLD', reason: '核对无误', at },
  { type: 'WITHDRAW', reason: '确有差错', at },
  { type: 'MEASURE', kind: 'reward', words: '优先参展', at },
  { type: 'MEASURE', kind: 'penalty', words: '暂停参展', at },
  { type: 'REPLACE', ratingId: 'another', at },
  { type: 'LAPSE', at },
])

/** One machine with what it is asked, and what of its context tells its situations apart. */
interface MachineCase {
  definition: WorkflowDefinition
  input: Record<string, unknown>
  events: Sent[]
  situation: (snapshot: AnyMachineSnapshot) => unknown
}

const machineCases: MachineCase[] = [
  { definition: roundWorkflow as unknown as WorkflowDefinition, input: {}, events: roundEvents, situation: ({ value }) => value },
  {
    definition: pairingWorkflow as unknown as WorkflowDefinition,
    input: { answerUntil: addDaysTo(begun, 7) },
    events: pairingEvents,
    situation: ({ value, context: { westAcceptedAt, eastAcceptedAt, westAssessedAt, eastAssessedAt, contacts, before } }) => [
      value,
      (before as BeforeEvaluation | null)?.state,
      contacts > 0,
      ...[westAcceptedAt, eastAcceptedAt, westAssessedAt, eastAssessedAt].map((at: string | null) => at !== null),
    ],
  },
  {
    definition: ratingWorkflow as unknown as WorkflowDefinition,
    input: { validUntil: addDaysTo(begun, 100), appealUntil: addDaysTo(begun, 20) },
    events: ratingEvents,
    situation: ({ value, context: { appeal } }) => [value, appeal],
  },
]

const situationsOf = ({ definition, input, events, situation }: MachineCase) =>
  getShortestPaths(
    definition.machine as AnyStateMachine,
    {
      input: { at: begun, ...input },
      events,
      serializeState: (snapshot: AnyMachineSnapshot) => JSON.stringify(situation(snapshot)),
    } as never,
  )

async function started(site: TestSite, { definition, input }: MachineCase) {
  site.clock.set(begun)
  const id = newId()
  await site.write('coordinator', 'begin', (tx) => startWorkflow(tx, definition, { id, input }))
  return id
}

function send(site: TestSite, { definition }: MachineCase, id: string, { at, ...event }: Sent) {
  site.clock.set(at)
  const byHouse = !(event.type in definition.labels.events)
  return site.write('someone', 'walk', (tx) =>
    byHouse ? advanceBySystem(tx, definition, { id, event }) : advanceWorkflow(tx, definition, { id, version: 'latest', event }),
  )
}

test.each(machineCases.map((machineCase) => [machineCase.definition.title, machineCase] as const))(
  '%s: from every situation the database does what the machine does, and refuses what it refuses',
  async (_, machineCase) => {
    const site = await aSite({ workflows: [] })
    const paths = situationsOf(machineCase)
    const reached = new Set<string>()
    for (const path of paths) {
      reached.add(statePath(path.state.value))
      const walk = async () => {
        const id = await started(site, machineCase)
        for (const step of path.steps.slice(1)) await send(site, machineCase, id, step.event as Sent)
        return loadWorkflow(site.read, machineCase.definition, id)
      }
      const waiting = await walk()
      expect(waiting.snapshot.value).toEqual(path.state.value)
      for (const event of machineCase.events) {
        if (!waiting.snapshot.can(event)) {
          await expect(send(site, machineCase, waiting.id, event), `${event.type} in ${waiting.state}`).rejects.toMatchObject({
            status: 409,
            message: expect.stringContaining('不能'),
          })
          continue
        }
        const before = await walk()
        const [expected] = transition(machineCase.definition.machine as AnyStateMachine, before.snapshot as never, event)
        const after = await send(site, machineCase, before.id, event)
        expect([event.type, after.state, after.snapshot.context]).toEqual([event.type, statePath(expected.value), expected.context])
      }
      expect((await loadWorkflow(site.read, machineCase.definition, waiting.id)).version).toBe(waiting.version)
    }
    expect([...reached].sort()).toEqual(Object.keys(machineCase.definition.labels.states).sort())
  },
  120_000,
)

test.each(machineCases.map((machineCase) => [machineCase.definition.title, machineCase] as const))(
  '%s: the walk asks every event there is, and takes every transition there is',
  (_, machineCase) => {
    const { definition, events } = machineCase
    const machine = definition.machine as AnyStateMachine
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual([...machine.events].sort())
    expect(Object.keys({ ...definition.labels.events, ...definition.labels.system }).sort()).toEqual([...machine.events].sort())
    const nameOf = ({ source, eventType, target, guard }: AnyTransitionDefinition) =>
      `${source.id} ${eventType} ${JSON.stringify(guard ?? null)} → ${target?.map(({ id }) => id).join() ?? ''}`
    const written = getStateNodes(machine)
      .flatMap((node) => [...node.transitions.values()].flat())
      .map(nameOf)
    const taken = new Set(
      situationsOf(machineCase).flatMap(({ state }) =>
        events.flatMap((event) => machine.getTransitionData(state as never, event).map(nameOf)),
      ),
    )
    expect([...taken].sort()).toEqual([...new Set(written)].sort())
  },
)

test.each(machineCases.map((machineCase) => [machineCase.definition.title, machineCase] as const))(
  '%s: what is due by itself is possible at its moment, and not a millisecond before',
  (_, machineCase) => {
    const due = situationsOf(machineCase).flatMap(({ state }) =>
      (machineCase.definition.deadlines?.(state as never) ?? []).map(({ at, event }) => ({
        state: state as AnyMachineSnapshot,
        at,
        event,
      })),
    )
    expect(due.length).toBeGreaterThan(0)
    for (const { state, at, event } of due) {
      expect([event.type, state.can({ ...event, at: at.toISOString() })]).toEqual([event.type, true])
      expect([event.type, state.can({ ...event, at: new Date(at.getTime() - 1).toISOString() })]).toEqual([event.type, false])
    }
    // Whatever judges a term has a deadline that asks it; only contacts and answers are sent by what people do.
    const byTerm = Object.keys(machineCase.definition.labels.system ?? {}).filter((type) => !['CONTACT', 'ALL_ANSWERED'].includes(type))
    expect([...new Set(due.map(({ event }) => event.type))].sort()).toEqual(byTerm.sort())
  },
)

test.each([roundMachine, pairingMachine, ratingMachine] as AnyStateMachine[])(
  'the machine $id is inert: nothing in it runs or waits by itself',
  (machine) => {
    for (const node of getStateNodes(machine)) expect([node.invoke, node.after]).toEqual([[], []])
  },
)

test.each(
  machineCases.flatMap((machineCase) =>
    [...new Set(machineCase.events.map(({ type }) => type))]
      .filter((type) => !(type in machineCase.definition.labels.events))
      .map((type) => [machineCase.definition.title, type, machineCase] as const),
  ),
)('%s: nobody but the system can send %s', async (_, type, machineCase) => {
  const site = await aSite({ workflows: [] })
  const id = await started(site, machineCase)
  await expect(
    site.write('someone', 'try', (tx) => advanceWorkflow(tx, machineCase.definition, { id, version: 'latest', event: { type } })),
  ).rejects.toMatchObject({ status: 422 })
})
