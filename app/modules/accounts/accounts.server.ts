// The door of accounts: who can sign in, as what, and who is asking.
import type { Site } from '#app/site.ts'
import { accountOfRequest, type Asking, viewerOfAccount } from './session.server.ts'
import type { Viewer } from './viewer.ts'

export { closeAllSessions, closeSession, openSession, viewerOfAccount } from './session.server.ts'
export { inRegion, within } from './within.server.ts'

/** Who is behind a request's session cookie; null for nobody. */
export async function viewerOfRequest(site: Site, request: Asking): Promise<Viewer | null> {
  const found = await accountOfRequest(site, request)
  return found && viewerOfAccount(site, found.accountId)
}
