// The form that withdraws ticked trainees: first only who they are, then the step itself with its reason.
import { z } from 'zod'
import { id, severalOf } from '#app/fields.ts'
import { reason } from './cohort-step-form.ts'

const enrolment = severalOf(id(), 4_000)

export const leavingForm = z.union([
  z.object({ do: z.literal('LEAVE'), enrolment, reason }).transform(({ enrolment, reason }) => ({ enrolmentIds: enrolment, reason })),
  z.object({ do: z.undefined().optional(), enrolment }).transform(({ enrolment }) => ({ enrolmentIds: enrolment, reason: null })),
])
