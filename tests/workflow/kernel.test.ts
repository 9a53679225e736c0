// The kernel's promises, held against a small life cycle on a real database.
import { eq, isNull } from 'drizzle-orm'
import { assign, setup } from 'xstate'
import { getSimplePaths, getStateNodes } from 'xstate/graph'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { deadlines, outbox, workflowEvents, workflows } from '#db/schema/workflow.ts'
import { newId } from '#db/id.ts'
import { wrongTries } from '#db/schema/lockout.ts'
import { defineWorkflow, type SentEvent } from '#app/workflow/definition.ts'
import { advanceWorkflow, advanceBySystem, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { type RegisteredWorkflow, listStuckFollowUps, startTicker } from '#app/workflow/follow-ups.server.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

type LoanEvent = { at: string } & ({ type: 'LEND'; days: number } | { type: 'RETURN' } | { type: 'OVERDUE' })

const loanMachine = setup({
  types: { context: {} as { dueAt: string | null; lent: number }, events: {} as LoanEvent },
  guards: { notTooOften: ({ context }) => context.lent < 2 },
  actions: { remind: (_, _params: { copies: number }) => {} },
}).createMachine({
  id: 'loan',
  context: { dueAt: null, lent: 0 },
  initial: 'shelved',
  states: {
    shelved: {
      on: {
        LEND: {
          guard: 'notTooOften',
          target: 'lent',
          actions: assign(({ context, event }) => ({
            lent: context.lent + 1,
            dueAt: new Date(Date.parse(event.at) + event.days * 86_400_000).toISOString(),
          })),
        },
      },
    },
    lent: { on: { RETURN: 'shelved', OVERDUE: { target: 'overdue', actions: { type: 'remind', params: { copies: 1 } } } } },
    overdue: { on: { RETURN: 'shelved' } },
  },
})

const loan = defineWorkflow({
  kind: 'loan',
  title: '借书',
  machine: loanMachine,
  events: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('LEND'), days: z.number().positive() }),
    z.strictObject({ type: z.literal('RETURN') }),
  ]),
  systemEvents: z.strictObject({ type: z.literal('OVERDUE') }),
  context: z.object({ dueAt: z.string().nullable(), lent: z.number() }),
  deadlines: ({ value, context }) =>
    value === 'lent' ? [{ name: 'overdue', at: new Date(context.dueAt!), event: { type: 'OVERDUE' } }] : [],
  labels: { states: { shelved: '在架', lent: '借出', overdue: '逾期' }, events: { LEND: '借出', RETURN: '归还' } },
})

let reminders = 0
let faults = 0
const known: RegisteredWorkflow[] = [
  {
    definition: loan,
    effects: {
      remind: async (tx, { workflowId }) => {
        if (faults-- > 0) throw new Error('the printer is out of paper')
        await tx.insert(wrongTries).values({ key: `reminded ${workflowId} ${++reminders}`, count: 1, since: tx.at })
      },
    },
  },
]

const aLoan = async (site: TestSite) => {
  const id = newId()
  await site.write('operator', 'new book', (tx) => startWorkflow(tx, loan, { id }))
  return id
}
const send = (site: TestSite, id: string, event: SentEvent, version: number | 'latest' = 'latest') =>
  site.write('reader', 'at the desk', (tx) => advanceWorkflow(tx, loan, { id, version, event }))

const events: LoanEvent[] = [
  { type: 'LEND', days: 3, at: '2019-01-01T00:00:00Z' },
  { type: 'RETURN', at: '' },
  { type: 'OVERDUE', at: '' },
]

test.each(getSimplePaths(loanMachine, { events }).map((path) => [path.steps.map(({ event }) => event.type).join(' → '), path] as const))(
  'the database follows the machine: %s',
  async (_, path) => {
    const site = await aSite({ workflows: known })
    const id = await aLoan(site)
    for (const { event } of path.steps.slice(1)) {
      const { at: _at, ...sent } = event as LoanEvent
      await site.write('reader', 'walk', (tx) =>
        sent.type === 'OVERDUE'
          ? advanceBySystem(tx, loan, { id, event: sent })
          : advanceWorkflow(tx, loan, { id, version: 'latest', event: sent }),
      )
    }
    const end = await loadWorkflow(site.read, loan, id)
    expect(end.state).toBe(path.state.value)
    expect(end.snapshot.context.lent).toBe(path.state.context.lent)
  },
)

test('the machine is inert: nothing in it runs or waits by itself', () => {
  for (const node of getStateNodes(loanMachine)) expect([node.invoke, node.after]).toEqual([[], []])
})

test('a refused event says where it stands and what is possible now, and changes nothing', async () => {
  const site = await aSite({ workflows: known })
  const id = await aLoan(site)
  await expect(send(site, id, { type: 'RETURN' })).rejects.toMatchObject({
    status: 409,
    message: '借书现在是「在架」，不能「归还」。现在可以：借出。',
  })
  expect((await loadWorkflow(site.read, loan, id)).version).toBe(0)
})

test('the slower of two who looked at the same version is told so', async () => {
  const site = await aSite({ workflows: known })
  const id = await aLoan(site)
  const outcomes = await Promise.allSettled([send(site, id, { type: 'LEND', days: 1 }, 0), send(site, id, { type: 'LEND', days: 2 }, 0)])
  expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.status : 'done'))).toEqual(['done', 409])
})

test('who looked at a version that was overtaken is told so, also where what she asks is possible again', async () => {
  const site = await aSite({ workflows: known })
  const id = await aLoan(site)
  await send(site, id, { type: 'LEND', days: 1 }, 0)
  await send(site, id, { type: 'RETURN' }, 1)
  await expect(send(site, id, { type: 'LEND', days: 1 }, 0)).rejects.toMatchObject({ status: 409 })
  expect(await loadWorkflow(site.read, loan, id)).toMatchObject({ state: 'shelved', version: 2 })
  await send(site, id, { type: 'LEND', days: 1 }, 2)
})

test.each([
  [{ type: 'LEND' }],
  [{ type: 'LEND', days: -1 }],
  [{ type: 'OVERDUE' }],
  [{ type: 'xstate.stop' }],
  [{ type: 'xstate.after.1000.loan.lent' }],
  [{ type: 'RETURN', at: '1999-01-01' }],
])('an event from outside that is none of those that may be asked is refused: %j', async (event) => {
  const site = await aSite({ workflows: known })
  await expect(send(site, await aLoan(site), event as SentEvent)).rejects.toMatchObject({ status: 422 })
})

test('what is wrong with an event is said at the field that it came from, and nothing stands before the sentence', async () => {
  const site = await aSite({ workflows: known })
  const refused = send(site, await aLoan(site), { type: 'LEND', days: -1 })
  await expect(refused).rejects.toMatchObject({ status: 422, fields: { days: [expect.not.stringContaining('days')] } })
})

test('each step is in the log with who, when and why', async () => {
  const site = await aSite({ workflows: known })
  const id = await aLoan(site)
  await send(site, id, { type: 'LEND', days: 3 })
  const log = await site.read.select().from(workflowEvents).where(eq(workflowEvents.workflowId, id))
  expect(log.map(({ version, type, from, to, actor, why }) => [version, type, from, to, actor, why])).toEqual([
    [0, 'begin', '', 'shelved', 'operator', 'new book'],
    [1, 'LEND', 'shelved', 'lent', 'reader', 'at the desk'],
  ])
})

test('a deadline fires once, at its time, also after a restart; leaving the state takes it away', async () => {
  const site = await aSite({ workflows: known })
  const [kept, returned] = [await aLoan(site), await aLoan(site)]
  await send(site, kept, { type: 'LEND', days: 3 })
  await send(site, returned, { type: 'LEND', days: 3 })
  await send(site, returned, { type: 'RETURN' })
  const again = await site.restart()
  again.clock.forward(3 * 86_400_000 - 1)
  await again.settle()
  expect((await loadWorkflow(again.read, loan, kept)).state).toBe('lent')
  again.clock.forward(1)
  await Promise.all([again.settle(), again.settle()])
  expect((await loadWorkflow(again.read, loan, kept)).state).toBe('overdue')
  expect((await loadWorkflow(again.read, loan, returned)).state).toBe('shelved')
  expect((await again.read.select().from(workflowEvents).where(eq(workflowEvents.type, 'OVERDUE'))).length).toBe(1)
  expect(await again.read.$count(deadlines)).toBe(0)
})

test('a deadline that cannot be sent keeps no other waiting, and is tried again later', async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  const site = await aSite({ workflows: known })
  const [broken, sound] = [await aLoan(site), await aLoan(site)]
  for (const id of [broken, sound]) await send(site, id, { type: 'LEND', days: 3 })
  await site.write(
    'operator',
    'a context that no longer fits',
    async (tx) =>
      void (await tx
        .update(workflows)
        .set({ context: { lent: 'once' } })
        .where(eq(workflows.id, broken))),
  )
  site.clock.forward(3 * 86_400_000)
  await site.settle()
  expect((await loadWorkflow(site.read, loan, sound)).state).toBe('overdue')
  expect(await site.read.select().from(deadlines)).toMatchObject([
    { workflowId: broken, attempts: 1, retryAt: new Date(site.now().getTime() + 1000), lastFault: expect.stringContaining('lent') },
  ])
  expect(await listStuckFollowUps(site)).toMatchObject([{ kind: 'loan', workflowId: broken, attempts: 1 }])
  await site.settle()
  expect(complaint).toHaveBeenCalledTimes(1) // not again before its time
  await site.write(
    'operator',
    'mended',
    async (tx) =>
      void (await tx
        .update(workflows)
        .set({ context: { dueAt: null, lent: 1 } })
        .where(eq(workflows.id, broken))),
  )
  const again = await site.restart()
  again.clock.forward(1000)
  await again.settle()
  expect((await loadWorkflow(again.read, loan, broken)).state).toBe('overdue')
  expect(await again.read.$count(deadlines)).toBe(0)
  complaint.mockClear()
})

test('a clock that is set back between looking and writing does not use a deadline up', async () => {
  const site = await aSite({ workflows: known })
  const id = await aLoan(site)
  await send(site, id, { type: 'LEND', days: 3 })
  site.clock.forward(3 * 86_400_000)
  const looking = site.settle()
  site.clock.forward(-60_000)
  await looking
  expect([(await loadWorkflow(site.read, loan, id)).state, await site.read.$count(deadlines)]).toEqual(['lent', 1])
  site.clock.forward(60_000)
  await site.settle()
  expect((await loadWorkflow(site.read, loan, id)).state).toBe('overdue')
})

test('an effect that fails is tried again later and carried out exactly once', async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  const site = await aSite({ workflows: known })
  reminders = 0
  faults = 2
  const id = await aLoan(site)
  await send(site, id, { type: 'LEND', days: 1 })
  site.clock.forward(86_400_000)
  await site.settle()
  expect(reminders).toBe(0)
  expect(await listStuckFollowUps(site)).toMatchObject([{ workflowId: id, attempts: 1, nextAt: new Date(site.now().getTime() + 1000) }])
  site.clock.forward(1000)
  await site.settle()
  site.clock.forward(2000)
  await Promise.all([site.settle(), site.settle()])
  expect(reminders).toBe(1)
  const [item] = await site.read.select().from(outbox)
  expect(item).toMatchObject({ attempts: 2, doneAt: site.now() })
  expect(await listStuckFollowUps(site)).toEqual([])
  complaint.mockClear()
})

test('an effect that goes on failing is left alone for twice as long each time, and for an hour at most', async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  const site = await aSite({ workflows: known })
  faults = Infinity
  const id = await aLoan(site)
  await send(site, id, { type: 'LEND', days: 1 })
  site.clock.forward(86_400_000)
  const waits: number[] = []
  for (let nth = 0; nth < 14; nth++) {
    await site.settle()
    const [stuck] = await listStuckFollowUps(site)
    waits.push((stuck!.nextAt.getTime() - site.now().getTime()) / 1000)
    site.clock.set(stuck!.nextAt)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600])
  faults = 0
  complaint.mockClear()
})

test('the ticker carries out an effect right after the commit that stored it, and later ones as well', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }) // it never looks by itself
  onTestFinished(() => void vi.useRealTimers())
  const site = await aSite({ workflows: known })
  const stop = startTicker(site, known)
  const [one, other] = [await aLoan(site), await aLoan(site)]
  for (const id of [one, other]) {
    await send(site, id, { type: 'LEND', days: 1 })
    await site.write('system', 'overdue', (tx) => advanceBySystem(tx, loan, { id, event: { type: 'OVERDUE' } }))
    await vi.waitFor(async () => expect(await site.read.$count(outbox, isNull(outbox.doneAt))).toBe(0))
  }
  await stop()
})

test('an effect that concerns many is carried out some at a time, and others write between', async () => {
  let left = 3
  const before: number[] = []
  const slowly: RegisteredWorkflow[] = [{ definition: loan, effects: { remind: async () => (--left > 0 ? 'more' : undefined) } }]
  const site = await aSite({ workflows: slowly })
  const id = await aLoan(site)
  await send(site, id, { type: 'LEND', days: 1 })
  site.clock.forward(86_400_000)
  site.onCommit(() => before.push(left))
  await site.settle()
  expect(left).toBe(0)
  expect(before.slice(-3)).toEqual([2, 1, 0])
  expect(await site.read.$count(outbox, isNull(outbox.doneAt))).toBe(0)
})

test('a stored context that no longer fits is a fault, not a guess', async () => {
  const site = await aSite({ workflows: known })
  const id = await aLoan(site)
  const wrong = defineWorkflow({ ...loan, context: z.object({ lent: z.number(), dueAt: z.string().nullable(), lentBy: z.string() }) })
  await expect(loadWorkflow(site.read, wrong, id)).rejects.toThrow()
})
