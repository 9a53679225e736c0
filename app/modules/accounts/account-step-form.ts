// What ends something for an account, or gives it back, each on a page of its own.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'
import { notFound } from '#app/refusal.ts'

const accountSteps = ['disable', 'enable', 'reset', 'revoke'] as const
export type AccountStepName = (typeof accountSteps)[number]

export const accountStepForm = z.object({
  grant: id().optional(),
  reason: shortText()
    .optional()
    .transform((value) => value || undefined),
})

/** The step in an address. Rejects with 404 for none. */
export function parseAccountStep(asked: string): Promise<AccountStepName> {
  const step = accountSteps.find((one) => one === asked)
  return step ? Promise.resolve(step) : Promise.reject(notFound())
}
