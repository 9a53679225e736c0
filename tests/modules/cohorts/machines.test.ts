// The life cycles of class and enrolment, walked through the kernel on a real database.
import { expect, test } from 'vitest'
import { getShortestPaths, getSimplePaths, getStateNodes } from 'xstate/graph'
import { cohortWorkflow, enrolmentWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { type CohortEvent, cohortMachine } from '#app/modules/cohorts/cohort.machine.ts'
import { type EnrolmentEvent, enrolmentMachine } from '#app/modules/cohorts/enrolment.machine.ts'
import type { SentEvent, WorkflowDefinition } from '#app/workflow/definition.ts'
import { advanceWorkflow, advanceBySystem, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const at = ''
const cohortEvents: CohortEvent[] = [
  { type: 'OPEN', sessions: 4, at },
  { type: 'OPEN', sessions: 0, at },
  { type: 'START', enrolled: 2, at },
  { type: 'START', enrolled: 0, at },
  { type: 'CLOSE', lastDay: '2019-03-08', today: '2019-03-08', toSit: 0, at },
  { type: 'CLOSE', lastDay: '2019-03-08', today: '2019-03-07', toSit: 0, at },
  { type: 'CLOSE', lastDay: '2019-03-08', today: '2019-03-08', toSit: 1, at },
  { type: 'CANCEL', reason: '教室漏水', at },
  { type: 'REOPEN', reason: '点错了', was: 'planned', at },
  { type: 'REOPEN', reason: '点错了', was: 'enrolling', at },
  { type: 'REOPEN', reason: '点错了', was: 'running', at },
]
const enrolmentEvents: EnrolmentEvent[] = [
  { type: 'START', at },
  { type: 'ATTENDANCE', attended: 1, sessions: 4, metOn: null, at },
  { type: 'ATTENDANCE', attended: 3, sessions: 4, metOn: '2019-03-07', at },
  { type: 'EXAM_PASSED', day: '2019-03-08', at },
  { type: 'LEAVE', reason: '外出务工', at },
  { type: 'RETURN', reason: '回乡了', cohort: 'running', at },
  { type: 'RETURN', reason: '回乡了', cohort: 'completed', at },
  { type: 'FAIL', reason: '到结业时考勤或考试没有达到要求。', at },
  { type: 'SKIP_EXAM', reason: '外出务工，没有来考', sitting: 0, at },
  { type: 'SKIP_EXAM', reason: '正在考', sitting: 1, at },
  { type: 'SIT_EXAM', reason: '赶回来考', at },
  { type: 'CLASS_CANCELLED', reason: '培训班取消了。', at },
  { type: 'CLASS_REOPENED', reason: '点错了', cohort: 'running', at },
  { type: 'CLASS_REOPENED', reason: '点错了', cohort: 'enrolling', at },
]

const without = ({ at: _at, ...event }: SentEvent & { at?: string }): SentEvent => event
/** Sends an event the way it comes in life: from people if they may ask for it, else from the system. */
const send = (site: TestSite, definition: WorkflowDefinition, id: string, event: SentEvent) =>
  site.write('operator', 'walk', (tx) =>
    definition.events.safeParse(event).success
      ? advanceWorkflow(tx, definition, { id, version: 'latest', event })
      : advanceBySystem(tx, definition, { id, event }),
  )
const anew = async (site: TestSite, definition: WorkflowDefinition) => {
  const id = newId()
  await site.write('operator', 'begin', (tx) => startWorkflow(tx, definition, { id }))
  return id
}

const walks = [
  ...getSimplePaths(cohortMachine, { events: cohortEvents }).map((path) => ({
    definition: cohortWorkflow as WorkflowDefinition,
    path,
    events: cohortEvents as SentEvent[],
  })),
  // One path to each state with each context: those without a state twice are too many to walk.
  ...getShortestPaths(enrolmentMachine, { events: enrolmentEvents, limit: 5000 }).map((path) => ({
    definition: enrolmentWorkflow as WorkflowDefinition,
    path,
    events: enrolmentEvents as SentEvent[],
  })),
]
const distinct = [
  ...new Map(
    walks.map((walk) => [
      `${walk.definition.title}: ${walk.path.steps
        .slice(1)
        .map(({ event }) => event.type)
        .join(' → ')} → ${String(walk.path.state.value)}`,
      walk,
    ]),
  ).entries(),
]

test('the walks reach every state of both machines', () => {
  for (const { definition } of [{ definition: cohortWorkflow }, { definition: enrolmentWorkflow }]) {
    const reached = new Set(walks.filter((walk) => walk.definition.kind === definition.kind).map(({ path }) => String(path.state.value)))
    expect(reached).toEqual(new Set(Object.keys(definition.labels.states)))
  }
})

test('on every walk the database stands where the machine stands, and refuses with a sentence just what the machine refuses', async () => {
  const site = await aSite()
  let refusals = 0
  for (const [name, { definition, path, events }] of distinct) {
    const id = await anew(site, definition)
    for (const { event } of path.steps.slice(1)) await send(site, definition, id, without(event as SentEvent))
    const end = await loadWorkflow(site.read, definition, id)
    expect([end.state, end.snapshot.context], name).toEqual([path.state.value, path.state.context])
    for (const event of events.filter((one) => !path.state.can(one as never))) {
      const refusal: { status: number; message: string } = await send(site, definition, id, without(event)).then(
        () => Promise.reject(new Error(`${name}: ${event.type} was taken`)),
        (no) => no,
      )
      expect(refusal, `${name}, then ${event.type}`).toMatchObject({ status: 409 })
      expect(refusal.message).toMatch(
        new RegExp(`^${definition.title}现在是「${definition.labels.states[end.state]}」，(还不能|不能)「.+」.*。现在.+。$`),
      )
      refusals += 1
    }
    expect((await loadWorkflow(site.read, definition, id)).version, name).toBe(end.version)
  }
  expect(refusals).toBeGreaterThan(50)
})

test('where only a fact is missing, the refusal says which', async () => {
  const site = await aSite()
  const id = await anew(site, cohortWorkflow)
  await expect(send(site, cohortWorkflow, id, { type: 'OPEN', sessions: 0 })).rejects.toMatchObject({
    message: '培训班现在是「筹备」，还不能「开始报名」：要先排课。现在可以：取消。',
  })
})

test('what is possible instead is told with what it needs', async () => {
  const site = await aSite()
  const id = await anew(site, cohortWorkflow)
  await expect(
    send(site, cohortWorkflow, id, { type: 'CLOSE', lastDay: '2019-03-08', today: '2019-03-08', toSit: 0 }),
  ).rejects.toMatchObject({ message: expect.stringContaining('现在可以：开始报名（要先排课）、取消。') })
})

test('the machines are inert: nothing in them runs or waits by itself', () => {
  for (const machine of [cohortMachine, enrolmentMachine])
    for (const node of getStateNodes(machine)) expect([node.invoke, node.after]).toEqual([[], []])
})

test.each([
  ['somebody from outside cannot report attendance', { type: 'ATTENDANCE', attended: 4, sessions: 4, metOn: '2019-03-07' }],
  ['nor a passed exam', { type: 'EXAM_PASSED', day: '2019-03-08' }],
  ['nor fail a trainee', { type: 'FAIL', reason: '不喜欢' }],
  ['nor take one back with the class', { type: 'CLASS_REOPENED', reason: '点错了', cohort: 'running' }],
  ['and leaving needs a reason', { type: 'LEAVE', reason: ' ' }],
])('%s', async (_, event) => {
  const site = await aSite()
  const id = await anew(site, enrolmentWorkflow)
  await expect(
    site.write('somebody', 'try', (tx) => advanceWorkflow(tx, enrolmentWorkflow, { id, version: 'latest', event })),
  ).rejects.toMatchObject({ status: 422 })
})
