// What the administrator can post about accounts.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'
import { type Role, roles } from '#app/access/roles.ts'
import { notFound } from '#app/refusal.ts'

const text = shortText()
  .optional()
  .transform((value) => value || undefined)

const phone = shortText('请填手机号，登录要用。').min(1, '请填手机号，登录要用。')

/** A new account with its first role. */
export const newAccountForm = z.object({ name: shortText(), role: id(), phone, region: text, cohort: text })

/** What is posted on an account's page: one more role, or a look at the phone number. */
export const accountForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('grant'), role: id(), region: text, cohort: text }),
  z.object({ do: z.literal('phone'), reason: shortText() }),
])

/** What ends something, or gives it back, each on a page of its own. */
export const accountSteps = ['disable', 'enable', 'reset', 'revoke'] as const
export type AccountStepName = (typeof accountSteps)[number]

export const accountStepForm = z.object({ grant: id().optional(), reason: text })

/** The step in an address. Rejects with 404 for none. */
export function parseAccountStep(asked: string): Promise<AccountStepName> {
  const step = accountSteps.find((one) => one === asked)
  return step ? Promise.resolve(step) : Promise.reject(notFound())
}

/** The role in an address; null for none, and for trainees, who get theirs with their class. */
export const parseGivenRole = (asked: string | null): Role | null => roles.find((role) => role === asked && role !== 'trainee') ?? null
