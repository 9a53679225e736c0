// The workflow definition of trainees' questions.
import { z } from 'zod'
import { id } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { inquiryMachine } from './inquiry.machine.ts'

export const inquiryWorkflow = defineWorkflow({
  kind: 'inquiry',
  title: '提问',
  machine: inquiryMachine,
  events: z.strictObject({ type: z.literal('WITHDRAW') }),
  systemEvents: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ANSWER'), replyId: id() }),
    z.strictObject({ type: z.literal('REOPEN') }),
  ]),
  context: z.strictObject({}),
  labels: {
    states: { asked: '等老师回答', answered: '老师回答了', withdrawn: '收回了' },
    events: { WITHDRAW: '收回' },
    system: { ANSWER: '老师回答', REOPEN: '老师收回回答' },
  },
})
