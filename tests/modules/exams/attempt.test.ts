// The life of an attempt: the machine's steps, and the database keeping to it.
import { getSimplePaths, getStateNodes } from 'xstate/graph'
import { expect, test } from 'vitest'
import { type AttemptEvent, attemptMachine, collectDelaySeconds } from '#app/modules/exams/attempt.machine.ts'
import { attemptWorkflow, submitAnswers, submitAttempt } from '#app/modules/exams/exams.server.ts'
import { enrolmentWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { advanceWorkflow, advanceBySystem, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { statePath } from '#app/workflow/definition.ts'
import { newId } from '#db/id.ts'
import { aSite } from '#tests/support/site.ts'
import { answersWith, aSitting } from './makers.ts'

const openedAt = '2019-03-04T01:00:00.000Z'
const deadlineAt = '2019-03-04T01:30:00.000Z'
const [inTime, tooLate] = ['2019-03-04T01:20:00.000Z', '2019-03-04T01:40:00.000Z']
const input = { at: openedAt, enrolmentId: 'enrolment', deadlineAt, of: 10, passMark: 60 }
const events: AttemptEvent[] = [
  { type: 'SUBMIT', at: inTime },
  { type: 'SUBMIT', at: tooLate },
  { type: 'EXPIRE', at: inTime },
  { type: 'EXPIRE', at: tooLate },
  { type: 'GRADE', at: tooLate, correct: 6 },
  { type: 'GRADE', at: tooLate, correct: 5 },
  { type: 'REGRADE', at: tooLate, correct: 7, because: ['late'] },
  { type: 'REGRADE', at: tooLate, correct: 4, because: ['late'] },
]
const houseSends = (event: AttemptEvent) => event.type !== 'SUBMIT'
const paths = getSimplePaths(attemptMachine, { input, events, stopWhen: (snapshot) => snapshot.context.regradings >= 2 })
const say = (event: { type: string; at?: string; correct?: number }) =>
  `${event.type}${event.at === tooLate && event.type !== 'GRADE' ? ' late' : ''}${event.correct ? ` ${event.correct}` : ''}`

async function inDatabase() {
  const site = await aSite({ now: openedAt, workflows: [] })
  const id = newId()
  const { at: _at, ...rest } = input
  await site.write('candidate', 'open', (tx) => startWorkflow(tx, attemptWorkflow, { id, input: rest }))
  const send = (event: AttemptEvent) => {
    const { at, ...sent } = event
    site.clock.set(at)
    return site.write('someone', 'walk', (tx) =>
      houseSends(event)
        ? advanceBySystem(tx, attemptWorkflow, { id, event: sent })
        : advanceWorkflow(tx, attemptWorkflow, { id, version: 'latest', event: sent }),
    )
  }
  return { site, id, send }
}

test('there are enough paths to be worth walking', () => {
  expect(paths.length).toBeGreaterThan(10)
})

test('the database follows the machine on every path, and refuses with 409 every event that the machine would not take there', async () => {
  for (const path of paths) {
    const { site, id, send } = await inDatabase()
    for (const { event } of path.steps.slice(1)) await send(event as AttemptEvent)
    const end = await loadWorkflow(site.read, attemptWorkflow, id)
    expect([path.steps.map(({ event }) => say(event)).join(' → '), end.state]).toEqual([expect.anything(), statePath(path.state.value)])
    expect(end.snapshot.context).toEqual(path.state.context)
    for (const event of events) {
      if (path.state.can(event)) continue
      await expect(send(event), `${say(event)} in ${end.state}`).rejects.toMatchObject({
        status: 409,
        message: expect.stringMatching(/^答卷现在是「.+」，不能/),
      })
    }
    expect((await loadWorkflow(site.read, attemptWorkflow, id)).version).toBe(end.version)
  }
})

test('the machine is inert: nothing in it runs or waits by itself', () => {
  for (const node of getStateNodes(attemptMachine)) expect([node.invoke, node.after]).toEqual([[], []])
})

test.each([
  { type: 'EXPIRE' },
  { type: 'GRADE', correct: 10 },
  { type: 'REGRADE', correct: 10, because: ['x'] },
  { type: 'SUBMIT', correct: 10 },
  { type: 'xstate.stop' },
])('a candidate cannot send %j', async (event) => {
  const { site, id } = await inDatabase()
  await expect(
    site.write('candidate', 'try', (tx) => advanceWorkflow(tx, attemptWorkflow, { id, version: 'latest', event })),
  ).rejects.toMatchObject({ status: 422 })
})

test('handing in grades at once, and whoever passes is passed on once', async () => {
  const { site, attemptId, candidate, sheet, passed } = await aSitting()
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 6) })
  expect(await submitAttempt(site, candidate, { attemptId })).toBe('graded.passed')
  expect(await submitAttempt(site, candidate, { attemptId })).toBe('graded.passed')
  await site.settle()
  expect(passed).toEqual([candidate.enrolmentId])
  expect((await loadWorkflow(site.read, enrolmentWorkflow, candidate.enrolmentId)).snapshot.context.examPassedOn).toBe('2019-03-04')
})

test('when time is up the system collects the sheet a few seconds later and grades what is on it, also after a restart', async () => {
  const { site, attemptId, candidate, sheet, passed } = await aSitting()
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 5) })
  const again = await site.restart()
  again.clock.forward(30 * 60_000)
  await again.settle()
  expect((await loadWorkflow(again.read, attemptWorkflow, attemptId)).state).toBe('sitting')
  again.clock.forward(collectDelaySeconds * 1000)
  await again.settle()
  expect((await loadWorkflow(again.read, attemptWorkflow, attemptId)).state).toBe('graded.failed')
  expect(passed).toEqual([])
})

test('handing in after the deadline, before the system has come round, counts as time being up', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 10) })
  site.clock.forward(30 * 60_000 + 1)
  expect(await submitAttempt(site, candidate, { attemptId })).toBe('graded.passed')
  const { snapshot } = await loadWorkflow(site.read, attemptWorkflow, attemptId)
  expect(snapshot.context).toMatchObject({ submittedAt: null, correct: 10 })
  await site.settle()
})

test.each([
  ['SUBMIT', 0, 'collected.submitted'],
  ['SUBMIT', 1, 'collected.expired'],
  ['EXPIRE', 0, null],
  ['EXPIRE', 1, 'collected.expired'],
] as const)('%s, %i milliseconds after the deadline: the moment itself is still in time', async (type, after, state) => {
  const { site, id, send } = await inDatabase()
  const sent = send({ type, at: new Date(Date.parse(deadlineAt) + after).toISOString() })
  if (state === null) await expect(sent).rejects.toMatchObject({ status: 409 })
  else expect((await sent, await loadWorkflow(site.read, attemptWorkflow, id)).state).toBe(state)
})
