// The workflow definition of a version of a course.
import { z } from 'zod'
import { id, longText, moment } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { versionEventLabels, versionStateLabels } from './labels.ts'
import { versionMachine } from './version.machine.ts'

const reason = z.string().trim().min(2, '请写明原因。').max(500, '原因最多 500 字。')

export const versionWorkflow = defineWorkflow({
  kind: 'courseVersion',
  title: '课程的一版',
  machine: versionMachine,
  events: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('SUBMIT'), reviewer: id() }),
    z.strictObject({ type: z.literal('WITHDRAW') }),
    z.strictObject({ type: z.literal('ASK_CHANGES'), reason }),
    z.strictObject({ type: z.literal('APPROVE'), reason: reason.nullable() }),
    z.strictObject({ type: z.literal('REOPEN') }),
    z.strictObject({ type: z.literal('PUBLISH') }),
    z.strictObject({ type: z.literal('ARCHIVE'), reason }),
    z.strictObject({ type: z.literal('RESTORE') }),
  ]),
  systemEvents: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('SHIP') }),
    z.strictObject({ type: z.literal('SUPERSEDE') }),
  ]),
  context: z.strictObject({ reviewer: id().nullable(), reason: longText().nullable(), publishedAt: moment().nullable() }),
  labels: { states: versionStateLabels, events: versionEventLabels },
})
