// The forms of the pages that end a class, or take that back.
import { z } from 'zod'
import { id, severalOf, shortText, version } from '#app/fields.ts'
import { notFound } from '#app/refusal.ts'
import { reason } from './cohort-step-form.ts'

/** The steps that have a page of their own, as its address names them. */
export const cohortSteps = { close: 'CLOSE', cancel: 'CANCEL', reopen: 'REOPEN' } as const
export type CohortStepName = keyof typeof cohortSteps

/** What the page of a step posts: the step itself as it was seen, or that some do not sit the exam. */
export const cohortEndForm = z.discriminatedUnion('do', [
  z
    .object({
      do: z.literal('SKIP_EXAM'),
      enrolment: severalOf(id(), 2_000).refine((ids) => ids.length > 0, '请勾选不参加考试的人。'),
      reason,
    })
    .transform(({ do: type, enrolment, reason }) => ({ enrolmentIds: enrolment, event: { type, reason } })),
  z
    .object({ do: z.literal('CLOSE'), version: version(), seen: shortText() })
    .transform(({ do: type, ...seen }) => ({ ...seen, event: { type } })),
  z
    .object({ do: z.enum(['CANCEL', 'REOPEN']), version: version(), seen: shortText(), reason })
    .transform(({ do: type, reason, ...seen }) => ({ ...seen, event: { type, reason } })),
])

/** The step that an address names. Throws 404. */
export function parseCohortStep(name: string): CohortStepName {
  if (!Object.hasOwn(cohortSteps, name)) throw notFound()
  return name as CohortStepName
}
