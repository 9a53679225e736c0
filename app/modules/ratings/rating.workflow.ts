// The workflow definition of the credit rating.
import { z } from 'zod'
import { id, listOf, longText, moment } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { ratingMachine } from './rating.machine.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const words = z.string().trim().min(2, '请写明理由').max(maxLengths.account, `最多 ${maxLengths.account} 字`)
const kind = z.enum(['reward', 'penalty'])

export const ratingWorkflow = defineWorkflow({
  kind: 'rating',
  title: '信用评级',
  machine: ratingMachine,
  events: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('APPEAL'), reason: words }),
    z.strictObject({ type: z.literal('UPHOLD'), reason: words }),
    z.strictObject({ type: z.literal('WITHDRAW'), reason: words }),
    z.strictObject({ type: z.literal('MEASURE'), kind, words }),
    z.strictObject({ type: z.literal('REPLACE'), ratingId: id().min(1) }),
  ]),
  systemEvents: z.strictObject({ type: z.literal('LAPSE') }),
  context: z.strictObject({
    validUntil: moment(),
    appealUntil: moment(),
    appeal: longText().nullable(),
    decision: longText().nullable(),
    measures: listOf(z.strictObject({ kind, words: longText(), at: moment() }), 200),
    replacedBy: id().nullable(),
  }),
  deadlines: ({ value, context }) =>
    value === 'current' || value === 'appealed' ? [{ name: 'facts', at: new Date(context.validUntil), event: { type: 'LAPSE' } }] : [],
  labels: {
    states: { current: '有效', appealed: '申诉中', withdrawn: '已撤销', lapsed: '已过期', replaced: '已重评' },
    events: { APPEAL: '申诉', UPHOLD: '维持', WITHDRAW: '撤销', MEASURE: '奖惩', REPLACE: '重评' },
    system: { LAPSE: '到期' },
  },
})
