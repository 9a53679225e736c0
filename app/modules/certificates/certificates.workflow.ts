// The workflow definition of certificates.
import { z } from 'zod'
import { id, longText } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { certificateMachine } from './certificate.machine.ts'
import { certificateStateLabels } from './labels.ts'

const reason = z.string().trim().min(2, '请写明原因。').max(200)

export const certificateWorkflow = defineWorkflow({
  kind: 'certificate',
  title: '结业证书',
  machine: certificateMachine,
  events: z.strictObject({ type: z.literal('REVOKE'), reason }),
  systemEvents: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('REPLACE'), reason, by: id() }),
    z.strictObject({ type: z.literal('REVOKE'), reason }),
  ]),
  context: z.strictObject({ reason: longText().nullable(), replacedBy: id().nullable() }),
  labels: { states: certificateStateLabels, events: { REVOKE: '撤销', REPLACE: '换发' } },
})
