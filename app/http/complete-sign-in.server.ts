// What follows when a secret came right: a session, or first the second step. No screen opens a session but through here.
import { type AppLoadContext, redirect } from '@remix-run/node'
import { readCookie, serialiseCookie } from '#app/cookies.ts'
import {
  verifyFirstStepToken,
  hasSecondStep,
  issueFirstStepToken,
  hasUnseenSlipNotice,
  createSession,
  replaceSession,
} from '#app/modules/accounts/accounts.server.ts'
import type { Site } from '#app/site.ts'
import { paths } from '#app/shell/paths.ts'

interface RequestArgs {
  request: Request
  context: AppLoadContext
}

// Between the secret and the code. For all pages, as `__Host-` wants it, and so not for long.
const stepCookie = 'tidui-step'

/** Lets an account in whose secret came right, and leads on to `next`: at once, or over the page that asks for a code. */
export async function completeSignIn({ request, context: { site } }: RequestArgs, accountId: string, next: string) {
  if (!(await hasSecondStep(site, accountId)))
    return redirect(await firstPage(site, accountId, next), { headers: { 'Set-Cookie': await replaceSession(site, request, accountId) } })
  return redirect(paths.signInCode(next), {
    headers: { 'Set-Cookie': serialiseCookie(stepCookie, await issueFirstStepToken(site, accountId), { seconds: 600 }) },
  })
}

/** The account whose secret came right a moment ago and that owes a code; null if there is none. */
export async function findPendingSignIn({ request, context: { site } }: RequestArgs): Promise<string | null> {
  const token = readCookie(request.headers.get('cookie'), stepCookie)
  return token ? verifyFirstStepToken(site, token) : null
}

/** Lets in who has given the code. */
export async function completeSecondStep({ request, context: { site } }: RequestArgs, accountId: string, next: string) {
  const headers = new Headers()
  headers.append('Set-Cookie', serialiseCookie(stepCookie, '', { seconds: 0 }))
  headers.append('Set-Cookie', await replaceSession(site, request, accountId))
  return redirect(await firstPage(site, accountId, next), { headers })
}

/** Where somebody goes who has just signed in: first to be told, once, that a slip was issued for an account that was in use. */
const firstPage = async (site: Site, accountId: string, next: string) =>
  (await hasUnseenSlipNotice(site, accountId)) ? paths.account({ slipThen: next }) : next

/** A new session for somebody whose old ones have just ended, because he changed his secret. */
export async function renewSession({ request, context: { site } }: RequestArgs, accountId: string, next: string) {
  return redirect(next, {
    headers: { 'Set-Cookie': await createSession(site, accountId, { userAgent: request.headers.get('user-agent') ?? '' }) },
  })
}
