// What ends something for an account, or gives it back, each on a page of its own.
import { z } from 'zod'
import { id, boundedText, shortText } from '#app/fields.ts'
import { notFound } from '#app/refusal.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const accountSteps = ['disable', 'enable', 'reset', 'revoke'] as const
export type AccountStepName = (typeof accountSteps)[number]

export const accountStepForm = z.object({
  grant: id().optional(),
  seen: shortText().optional(),
  reason: boundedText(maxLengths.reason, '原因')
    .optional()
    .transform((value) => value || undefined),
})

/** The step in an address. Throws 404 for none. */
export function parseAccountStep(asked: string): AccountStepName {
  const step = accountSteps.find((one) => one === asked)
  if (!step) throw notFound()
  return step
}
