// The machine of follow-ups, and the database keeping to it; and that three days of tries, however many there were, end one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnyMachineSnapshot, initialTransition, transition } from 'xstate'
import { getShortestPaths } from 'xstate/graph'
import { addDays } from '#app/calendar.ts'
import { type FollowUpEvent, followUpMachine } from '#app/modules/follow-ups/follow-up.machine.ts'
import {
  acceptsAnswer,
  acceptsCancel,
  acceptsDecline,
  acceptsPlan,
  acceptsSettle,
  isCancelled,
  isClosed,
  isOpen,
  isPlanned,
} from '#app/modules/follow-ups/follow-up.states.ts'
import { followUpWorkflow } from '#app/modules/follow-ups/follow-up.workflow.ts'
import { advanceBySystem, advanceWorkflow, loadWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { aSite } from '#tests/support/site.ts'

const at = '2019-06-08T01:00:00.000Z'
const dueOn = '2019-06-08'
const sent = {
  ASSIGN: { type: 'ASSIGN', to: 'officer' },
  TRY: { type: 'TRY', on: '2019-06-08', how: 'noAnswer' },
  TRY_NEXT: { type: 'TRY', on: '2019-06-09', how: 'notHome' },
  TRY_LAST: { type: 'TRY', on: '2019-06-10', how: 'away' },
  ANSWER: { type: 'ANSWER', on: '2019-06-08' },
  DECLINE: { type: 'DECLINE', on: '2019-06-08', reason: '不想说' },
  CORRECT: { type: 'CORRECT', reason: '记错了' },
  TAKE_BACK: { type: 'TAKE_BACK', reason: '不是她本人' },
  OPEN: { type: 'OPEN' },
  SETTLE: { type: 'SETTLE', by: 'shop', on: '2019-06-08' },
  PLAN: { type: 'PLAN', dueOn: '2019-06-09' },
  CANCEL: { type: 'CANCEL', reason: '结业撤回了。' },
} as const
const bySystem = ['OPEN', 'SETTLE', 'PLAN', 'CANCEL']
const events = Object.values(sent).map((event) => ({ ...event, at }) as FollowUpEvent)

const paths = getShortestPaths(followUpMachine, {
  input: { dueOn },
  events,
  serializeState: ({ value, context }: AnyMachineSnapshot) => {
    const { tries, assignee } = context as { tries: { on: string }[]; assignee: string | null }
    return JSON.stringify([value, new Set(tries.map(({ on }) => on)).size, assignee])
  },
  stopWhen: ({ context }: { context: { tries: unknown[] } }) => context.tries.length > 2,
} as never)

test('from every situation the database does what the machine does, and refuses what it refuses', async () => {
  const site = await aSite({ workflows: [], now: at })
  const reached = new Set<string>()
  const walkTo = async (steps: readonly { event: unknown }[]) => {
    const id = newId()
    await site.write('someone', 'begin', (tx) => startWorkflow(tx, followUpWorkflow, { id, input: { dueOn } }))
    for (const { event } of steps.slice(1)) await send(id, event as FollowUpEvent)
    return id
  }
  const send = (id: string, { at: _at, ...event }: FollowUpEvent) =>
    site.write('someone', 'walk', (tx) =>
      bySystem.includes(event.type)
        ? advanceBySystem(tx, followUpWorkflow, { id, event })
        : advanceWorkflow(tx, followUpWorkflow, { id, version: 'latest', event }),
    )
  for (const { steps } of paths) {
    let [expected] = initialTransition(followUpMachine, { dueOn })
    for (const { event } of steps.slice(1)) [expected] = transition(followUpMachine, expected, event as FollowUpEvent)
    reached.add(String(expected.value))
    const id = await walkTo(steps)
    const { snapshot } = await loadWorkflow(site.read, followUpWorkflow, id)
    expect([snapshot.value, snapshot.context]).toEqual([expected.value, expected.context])
    for (const event of events)
      if (!expected.can(event)) await expect(send(id, event)).rejects.toMatchObject({ status: 409 })
      else expect((await send(await walkTo(steps), event)).snapshot.value).toEqual(transition(followUpMachine, expected, event)[0].value)
  }
  expect([...reached].sort()).toEqual(['answered', 'assigned', 'cancelled', 'declined', 'due', 'notReached', 'planned'])
})

test('each state is one thing: planned, open, closed or cancelled; and the groups say what the machine accepts', () => {
  for (const state of Object.keys(followUpMachine.states)) {
    expect([isPlanned, isOpen, isClosed, isCancelled].filter((is) => is(state))).toHaveLength(1)
    const snapshot = followUpMachine.resolveState({
      value: state as never,
      context: { dueOn, assignee: null, tries: [], closedOn: null, answeredBy: null, reason: null },
    })
    const can = (event: object) => snapshot.can({ ...event, at } as FollowUpEvent)
    expect([acceptsAnswer(state), acceptsDecline(state), acceptsPlan(state), acceptsCancel(state), acceptsSettle(state)], state).toEqual([
      can(sent.ANSWER),
      can(sent.DECLINE),
      can(sent.PLAN),
      can(sent.CANCEL),
      can(sent.SETTLE),
    ])
  }
})

test('she is given up with the try on a third day, in whatever order tries arrive, and never before', () => {
  const aTry = fc.record({ day: fc.integer({ min: 0, max: 6 }), how: fc.constantFrom('noAnswer', 'notHome', 'away') })
  fc.assert(
    fc.property(fc.array(aTry, { maxLength: 12 }), fc.boolean(), (tries, isAssigned) => {
      let [snapshot] = initialTransition(followUpMachine, { dueOn })
      const move = (event: object) => void ([snapshot] = transition(followUpMachine, snapshot, { ...event, at } as FollowUpEvent))
      move(sent.OPEN)
      if (isAssigned) move(sent.ASSIGN)
      const days = new Set<number>()
      for (const { day, how } of tries) {
        move({ type: 'TRY', on: addDays(dueOn, day), how })
        days.add(day)
        expect(snapshot.value).toBe(days.size >= 3 ? 'notReached' : isAssigned ? 'assigned' : 'due')
      }
      expect(snapshot.context.tries).toHaveLength(tries.length)
    }),
  )
})
