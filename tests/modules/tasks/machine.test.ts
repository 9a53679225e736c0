// The machine of what is handed in, and the database keeping to it: every state, every transition, every refusal.
import { expect, test } from 'vitest'
import { type AnyMachineSnapshot, transition } from 'xstate'
import { getShortestPaths } from 'xstate/graph'
import { taskWorkMachine, type TaskWorkEvent } from '#app/modules/tasks/task-work.machine.ts'
import { isAccepted, isToDoAgain, isWaiting } from '#app/modules/tasks/task-work.states.ts'
import { taskWorkWorkflow } from '#app/modules/tasks/task-work.workflow.ts'
import { advanceWorkflow, loadWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { aSite } from '#tests/support/site.ts'

const begun = '2019-03-04T01:00:00.000Z'
const later = '2019-03-05T01:00:00.000Z'
const events = (['HAND_IN', 'ACCEPT', 'ASK_AGAIN', 'TAKE_BACK'] as const).map((type): TaskWorkEvent => ({ type, at: later }))

const paths = getShortestPaths(taskWorkMachine, {
  input: { at: begun },
  events,
  serializeState: ({ value, context }: AnyMachineSnapshot) =>
    JSON.stringify([value, (context as { waitingSince: string }).waitingSince === begun]),
  stopWhen: ({ context }: { context: { submissions: number } }) => context.submissions > 3,
} as never)

test('from every situation the database does what the machine does, and refuses what it refuses', async () => {
  const site = await aSite({ workflows: [] })
  const reached = new Set<string>()
  for (const path of paths) {
    reached.add(String(path.state.value))
    const walk = async () => {
      site.clock.set(begun)
      const id = newId()
      await site.write('someone', 'begin', (tx) => startWorkflow(tx, taskWorkWorkflow, { id }))
      site.clock.set(later)
      for (const { event } of path.steps.slice(1))
        await site.write('someone', 'walk', (tx) =>
          advanceWorkflow(tx, taskWorkWorkflow, { id, version: 'latest', event: { type: event.type } }),
        )
      return loadWorkflow(site.read, taskWorkWorkflow, id)
    }
    const there = await walk()
    expect(there.snapshot.value).toEqual(path.state.value)
    expect(there.snapshot.context).toEqual(path.state.context)
    for (const event of events) {
      const { id } = await walk()
      const step = site.write('someone', 'walk', (tx) =>
        advanceWorkflow(tx, taskWorkWorkflow, { id, version: 'latest', event: { type: event.type } }),
      )
      if (path.state.can(event)) expect((await step).snapshot.value).toEqual(transition(taskWorkMachine, path.state, event)[0].value)
      else await expect(step).rejects.toMatchObject({ status: 409 })
    }
  }
  expect([...reached].sort()).toEqual(['accepted', 'again', 'handedIn'])
})

test('each state is one thing: it waits, is to be done again, or is done', () => {
  for (const state of Object.keys(taskWorkMachine.states))
    expect([isWaiting, isToDoAgain, isAccepted].filter((is) => is(state))).toHaveLength(1)
})
