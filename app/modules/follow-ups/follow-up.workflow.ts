// The workflow definition of follow-ups.
import { z } from 'zod'
import { startOfDay } from '#app/calendar.ts'
import { day, id, listOf, longText } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { opensOn } from './days.ts'
import { followUpMachine, maxTries } from './follow-up.machine.ts'
import { isPlanned } from './follow-up.states.ts'
import { stateLabels, tryLabels } from './labels.ts'

const reason = z.string().trim().min(2, '请写明原因。').max(200)
const aDay = day('请选哪一天。')
const how = z.enum(Object.keys(tryLabels) as [keyof typeof tryLabels])
const answeredBy = z.enum(['shop', 'followUp'])

export const followUpWorkflow = defineWorkflow({
  kind: 'followUp',
  title: '回访',
  machine: followUpMachine,
  events: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ASSIGN'), to: id() }),
    z.strictObject({ type: z.literal('TRY'), on: aDay, how }),
    z.strictObject({ type: z.literal('ANSWER'), on: aDay }),
    z.strictObject({ type: z.literal('DECLINE'), on: aDay, reason: longText() }),
    z.strictObject({ type: z.literal('CORRECT'), reason }),
    z.strictObject({ type: z.literal('TAKE_BACK'), reason }),
  ]),
  systemEvents: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('OPEN') }),
    z.strictObject({ type: z.literal('SETTLE'), by: answeredBy, on: aDay }),
    z.strictObject({ type: z.literal('PLAN'), dueOn: aDay }),
    z.strictObject({ type: z.literal('CANCEL'), reason }),
  ]),
  context: z.strictObject({
    dueOn: aDay,
    assignee: id().nullable(),
    tries: listOf(z.strictObject({ on: aDay, how }), maxTries),
    closedOn: aDay.nullable(),
    answeredBy: answeredBy.nullable(),
    reason: longText().nullable(),
  }),
  deadlines: (snapshot) =>
    isPlanned(snapshot.value) ? [{ name: 'open', at: startOfDay(opensOn(snapshot.context.dueOn)), event: { type: 'OPEN' } }] : [],
  labels: {
    states: stateLabels,
    events: { ASSIGN: '交给专干', TRY: '没找到人', ANSWER: '问到了', DECLINE: '不愿说', CORRECT: '更正', TAKE_BACK: '退回重新回访' },
    system: { OPEN: '到时候了', SETTLE: '已经知道了', PLAN: '定下日子', CANCEL: '结业撤回' },
  },
})
