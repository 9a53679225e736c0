// Carries out what the administrator posts on the page of accounts.
import type { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import type { accountForm } from './account-form.ts'
import { type CreatedUser, createUser, grantRole, resetAccess, revokeGrant, setAccountEnabled } from './commands.server.ts'

export type AccountStep = z.output<typeof accountForm>

/** Runs the command that the form names; returns the one-time link if one is issued. Throws what the command throws. */
export async function manageAccounts(
  site: Site,
  viewer: Viewer,
  step: AccountStep,
): Promise<Pick<CreatedUser, 'slipPath' | 'expiresAt'> | null> {
  switch (step.do) {
    case 'create':
      return createUser(site, viewer, step)
    case 'reset':
      return resetAccess(site, viewer, step)
    case 'enable':
    case 'disable':
      await setAccountEnabled(site, viewer, { accountId: step.accountId, enabled: step.do === 'enable' })
      return null
    case 'grant':
      await grantRole(site, viewer, step)
      return null
    case 'revoke':
      await revokeGrant(site, viewer, step)
      return null
  }
}
