// The forms of a class's page: steps of the class, or of one of its trainees.
import { z } from 'zod'
import { id, version } from '#app/fields.ts'

export const reason = z.string('请写明原因。').trim().min(2, '请写明原因。').max(200, '原因请不超过 200 字。')

/** A step of the class, or of one of its trainees if it names one: the forms of the class's page. */
export const cohortStepForm = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['OPEN', 'START']), version: version() }).transform(({ do: type, version }) => ({ version, event: { type } })),
  z
    .object({ do: z.enum(['LEAVE', 'RETURN', 'SKIP_EXAM', 'SIT_EXAM']), enrolmentId: id(), reason })
    .transform(({ do: type, enrolmentId, reason }) => ({ enrolmentIds: [enrolmentId], event: { type, reason } })),
])
