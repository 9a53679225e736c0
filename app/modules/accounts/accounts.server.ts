// The door of accounts: who can sign in, as what, and who is asking.
import type { Site } from '#app/site.ts'
import { accountOfRequest, type Asking, viewerOfAccount } from './session.server.ts'
import type { Viewer } from './viewer.ts'

export { changeSecret, createUser, type CreatedUser, ensureGrant, ensureOwnerAccount, ensureTraineeAccount, grantRole, type NewUser, resetAccess, revokeGrant, setAccountEnabled } from './commands.server.ts'
export { type ListedAccount, listAccounts, listInstructors, secretKindOf } from './queries.server.ts'
export { type Asking, closeAllSessions, closeSession, openSession, openSessionHere, viewerOfAccount } from './session.server.ts'
export { createSetUpLink, hasAdministrator, isSetUpOpen, setUpAdministrator } from './set-up.server.ts'
export { hashSecret, signInByPhone, signInBySlip } from './sign-in.server.ts'
export { issueSlips, type OpenedSlip, openSlip, type Slip, redeemSlip } from './slips.server.ts'
export { inRegion, within } from './within.server.ts'

/** Who is behind a request's session cookie, and the cookie to send again if the session was prolonged; null for nobody. */
export async function viewerOfRequest(site: Site, request: Asking): Promise<{ viewer: Viewer; renewedCookie: string | null } | null> {
  const found = await accountOfRequest(site, request)
  const viewer = found && (await viewerOfAccount(site, found.accountId))
  return viewer ? { viewer, renewedCookie: found.renewedCookie } : null
}
