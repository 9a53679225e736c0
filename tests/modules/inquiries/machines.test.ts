// The life cycles of a question and of a reply, walked through the kernel on a real database.
import { expect, test } from 'vitest'
import { getShortestPaths, getSimplePaths } from 'xstate/graph'
import { inquiryMachine, type InquiryEvent } from '#app/modules/inquiries/inquiry.machine.ts'
import { inquiryWorkflow, replyWorkflow } from '#app/modules/inquiries/inquiries.server.ts'
import { replyMachine, type ReplyEvent } from '#app/modules/inquiries/reply.machine.ts'
import type { SentEvent, WorkflowDefinition } from '#app/workflow/definition.ts'
import { advanceBySystem, advanceWorkflow, loadWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { aSite } from '#tests/support/site.ts'

const at = ''
const inquiryEvents: InquiryEvent[] = [
  { type: 'WITHDRAW', at },
  { type: 'ANSWER', replyId: 'some-reply', at },
  { type: 'REOPEN', at },
]
const replyEvents: ReplyEvent[] = [
  { type: 'SHOW', at },
  { type: 'CORRECT', at },
  { type: 'LOSE_QUESTION', at },
  { type: 'HIDE', reason: '写错了', at },
  { type: 'TAKE_BACK', reason: '答错了', at },
]

const walks = [
  ...getSimplePaths(inquiryMachine, { events: inquiryEvents }).map((path) => ({ definition: inquiryWorkflow as WorkflowDefinition, path })),
  ...getSimplePaths(replyMachine, { events: replyEvents }).map((path) => ({ definition: replyWorkflow as WorkflowDefinition, path })),
]

test('every way through both life cycles ends in the database where the machine says', async () => {
  const site = await aSite()
  for (const { definition, path } of walks) {
    const id = newId()
    await site.write('operator', 'begin', (tx) => startWorkflow(tx, definition, { id }))
    for (const { event } of path.steps) {
      const { at: _, ...sent } = event as SentEvent & { at?: string }
      if (sent.type === 'xstate.init') continue
      await site.write('operator', 'walk', (tx) =>
        definition.events.safeParse(sent).success
          ? advanceWorkflow(tx, definition, { id, version: 'latest', event: sent })
          : advanceBySystem(tx, definition, { id, event: sent }),
      )
    }
    expect((await loadWorkflow(site.read, definition, id)).state).toBe(path.state.value)
  }
})

test('what is not possible in a state is refused with a sentence', async () => {
  const site = await aSite()
  for (const [definition, events] of [
    [inquiryWorkflow as WorkflowDefinition, inquiryEvents],
    [replyWorkflow as WorkflowDefinition, replyEvents],
  ] as const)
    for (const { state } of getShortestPaths(definition.machine, { events: events as never })) {
      const refused = (events as SentEvent[]).filter((event) => !state.can(event as never))
      for (const event of refused) expect(definition.labels.events[event.type] ?? definition.labels.system?.[event.type]).toBeTruthy()
    }
  const id = newId()
  await site.write('operator', 'begin', (tx) => startWorkflow(tx, replyWorkflow, { id }))
  await expect(
    site.write('operator', 'hide', (tx) =>
      advanceWorkflow(tx, replyWorkflow, { id, version: 'latest', event: { type: 'HIDE', reason: '没有给人看过' } }),
    ),
  ).rejects.toMatchObject({ status: 409, message: expect.stringContaining('不再给全班看') as string })
})
