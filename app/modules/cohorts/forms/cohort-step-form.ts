// The forms of a class's pages: steps of the class, and of its trainees.
import { z } from 'zod'
import { id, version } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const reason = z.string('请写明原因。').trim().min(2, '请写明原因。').max(maxLengths.reason, `原因最多 ${maxLengths.reason} 字。`)

/** A step of the class: the form of its page. */
export const cohortStepForm = z
  .object({ do: z.enum(['OPEN', 'START']), version: version() })
  .transform(({ do: type, version }) => ({ version, event: { type } }))

/** A step of one of its trainees: the form of their page. */
export const traineeStepForm = z
  .object({ do: z.enum(['LEAVE', 'RETURN', 'SKIP_EXAM', 'SIT_EXAM']), enrolmentId: id(), reason })
  .transform(({ do: type, enrolmentId, reason }) => ({ enrolmentIds: [enrolmentId], event: { type, reason } }))
