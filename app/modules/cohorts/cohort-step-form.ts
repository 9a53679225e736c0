// The forms of a class's page: steps of the class, or of one of its trainees.
import { z } from 'zod'
import { id, version } from '#app/fields.ts'

const reason = z.string().trim().min(2, '请写明原因。').max(200, '原因请不超过 200 字。')

/** A step of the class, or of one of its trainees if it names one. */
export const cohortStepForm = z.discriminatedUnion('do', [
  z
    .object({ do: z.enum(['OPEN', 'START', 'CLOSE']), version: version() })
    .transform(({ do: type, version }) => ({ version, event: { type } })),
  z
    .object({ do: z.literal('CANCEL'), version: version(), reason })
    .transform(({ do: type, version, reason }) => ({ version, event: { type, reason } })),
  z
    .object({ do: z.enum(['LEAVE', 'RETURN']), enrolmentId: id(), reason })
    .transform(({ do: type, enrolmentId, reason }) => ({ enrolmentId, event: { type, reason } })),
])
