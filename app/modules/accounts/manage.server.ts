// Carries out what ends something for an account, or gives it back.
import type { Viewer } from '#app/access/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import type { AccountStepName } from './account-step-form.ts'
import { type CreatedUser, resetAccess, revokeGrant, setAccountEnabled } from './commands.server.ts'

interface AccountStep {
  accountId: string
  step: AccountStepName
  /** The role to revoke. */
  grant?: string | undefined
  /** Why a new link is issued. */
  reason?: string | undefined
  /** Of the slip that this voids, as the page knew it. */
  seen?: string | undefined
}

/** Runs the step; returns the one-time link if one is issued. Throws what the command throws, 404 without a role to revoke. */
export async function stepAccount(
  site: Site,
  viewer: Viewer,
  { accountId, step, grant, reason, seen }: AccountStep,
): Promise<Pick<CreatedUser, 'slipPath' | 'expiresAt'> | null> {
  if (step === 'reset') return resetAccess(site, viewer, { accountId, reason, seen })
  if (step === 'revoke') {
    if (!grant) throw notFound('这个角色')
    await revokeGrant(site, viewer, { grantId: grant })
  } else await setAccountEnabled(site, viewer, { accountId, enabled: step === 'enable' })
  return null
}
