// The form of the steps of trainees: first only who is ticked, then the step itself with its reason.
import { z } from 'zod'
import { id, severalOf, shortText } from '#app/fields.ts'
import { reason } from './cohort-step-form.ts'

/** The steps that a desk takes with trainees of a class. */
export const traineeSteps = ['LEAVE', 'RETURN', 'SKIP_EXAM', 'SIT_EXAM'] as const
export type TraineeStepName = (typeof traineeSteps)[number]

const enrolment = severalOf(id(), 4_000)

/** `seen`: the fingerprint of how those people stood on the page. */
export const traineeStepForm = z.union([
  z
    .object({ do: z.enum(traineeSteps), enrolment, seen: shortText().optional(), reason })
    .transform(({ do: step, enrolment, ...said }) => ({ step, enrolmentIds: enrolment, ...said })),
  z
    .object({ do: z.undefined().optional(), step: z.enum(traineeSteps).default('LEAVE'), enrolment })
    .transform(({ step, enrolment }) => ({ step, enrolmentIds: enrolment, seen: undefined, reason: null })),
])

/** Which step a form is about, also one that is refused. */
export function stepOfForm(form: FormData): TraineeStepName {
  const named = form.get('do') ?? form.get('step')
  return traineeSteps.find((step) => step === named) ?? 'LEAVE'
}
