// The workflow definition of replies.
import { z } from 'zod'
import { longText } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { replyMachine } from './reply.machine.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const reason = z.string().trim().min(2, '请写明原因。').max(maxLengths.reason, `原因最多 ${maxLengths.reason} 字。`)

export const replyStateLabels = { given: '只给问的人看', shown: '全班都看得到', unshown: '不再给全班看', takenBack: '收回了' } as const

export const replyWorkflow = defineWorkflow({
  kind: 'reply',
  title: '回答',
  machine: replyMachine,
  events: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('SHOW') }),
    z.strictObject({ type: z.literal('CORRECT') }),
    z.strictObject({ type: z.literal('HIDE'), reason }),
    z.strictObject({ type: z.literal('TAKE_BACK'), reason }),
  ]),
  systemEvents: z.strictObject({ type: z.literal('LOSE_QUESTION') }),
  context: z.strictObject({ reason: longText().nullable() }),
  labels: {
    states: replyStateLabels,
    events: { SHOW: '给全班看', CORRECT: '改回答', HIDE: '不再给全班看', TAKE_BACK: '收回回答' },
    system: { LOSE_QUESTION: '学员收回了问题' },
  },
})
