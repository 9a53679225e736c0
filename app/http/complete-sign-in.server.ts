// What follows a correct secret: a session, or first the second step. Every sign-in page opens its session here.
import { type AppLoadContext, redirect } from '@remix-run/node'
import { readCookie, serialiseCookie } from '#app/cookies.ts'
import { verifyFirstStepToken, issueFirstStepToken, hasUnseenSlipNotice } from '#app/modules/accounts/accounts.server.ts'
import { hasSecondStep, createSession, replaceSession } from '#app/modules/sessions/sessions.server.ts'
import type { Site } from '#app/site.ts'
import { paths } from '#app/shell/paths.ts'

interface RequestArgs {
  request: Request
  context: AppLoadContext
}

// Set between the secret and the code. Valid for all pages, as `__Host-` requires, and therefore short-lived.
const stepCookie = 'tidui-step'

/**
 * Signs in an account whose secret was correct, and redirects to `next`: at once, or by way of the page that asks for a
 * code.
 */
export async function completeSignIn({ request, context: { site } }: RequestArgs, accountId: string, next: string) {
  if (!(await hasSecondStep(site, accountId)))
    return redirect(await firstPage(site, accountId, next), { headers: { 'Set-Cookie': await replaceSession(site, request, accountId) } })
  return redirect(paths.signInCode(next), {
    headers: { 'Set-Cookie': serialiseCookie(stepCookie, await issueFirstStepToken(site, accountId), { seconds: 600 }) },
  })
}

/** Returns the account that gave a correct secret a moment ago and still owes a code; null if there is none. */
export async function findPendingSignIn({ request, context: { site } }: RequestArgs): Promise<string | null> {
  const token = readCookie(request.headers.get('cookie'), stepCookie)
  return token ? verifyFirstStepToken(site, token) : null
}

/** Signs in an account that has given its code. */
export async function completeSecondStep({ request, context: { site } }: RequestArgs, accountId: string, next: string) {
  const headers = new Headers()
  headers.append('Set-Cookie', serialiseCookie(stepCookie, '', { seconds: 0 }))
  headers.append('Set-Cookie', await replaceSession(site, request, accountId))
  return redirect(await firstPage(site, accountId, next), { headers })
}

/** Returns the first page after signing in: once, the notice that a slip was issued for an account that was already in use. */
const firstPage = async (site: Site, accountId: string, next: string) =>
  (await hasUnseenSlipNotice(site, accountId)) ? paths.account({ slipThen: next }) : next

/** Opens a new session for somebody whose sessions ended because they changed their secret. */
export async function renewSession({ request, context: { site } }: RequestArgs, accountId: string, next: string) {
  return redirect(next, {
    headers: { 'Set-Cookie': await createSession(site, accountId, { userAgent: request.headers.get('user-agent') ?? '' }) },
  })
}
