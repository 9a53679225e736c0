// What follows when a secret came right: a session, or first the second step. No screen opens a session but through here.
import { type AppLoadContext, redirect } from '@remix-run/node'
import { cookieIn, cookieOf } from '#app/cookies.ts'
import {
  accountOfFirstStep,
  hasSecondStep,
  openFirstStep,
  mustTellOfSlip,
  openSession,
  openSessionHere,
} from '#app/modules/accounts/accounts.server.ts'
import type { Site } from '#app/site.ts'
import { paths } from '#app/shell/paths.ts'

interface Asked {
  request: Request
  context: AppLoadContext
}

// Between the secret and the code. For all pages, as `__Host-` wants it, and so not for long.
const stepCookie = 'tidui-step'

/** Lets an account in whose secret came right, and leads on to `next`: at once, or over the page that asks for a code. */
export async function letIn({ request, context: { site } }: Asked, accountId: string, next: string) {
  if (!(await hasSecondStep(site, accountId)))
    return redirect(await firstPage(site, accountId, next), { headers: { 'Set-Cookie': await openSessionHere(site, request, accountId) } })
  return redirect(paths.signInCode(next), {
    headers: { 'Set-Cookie': cookieOf(stepCookie, await openFirstStep(site, accountId), { seconds: 600 }) },
  })
}

/** The account whose secret came right a moment ago and that owes a code; null if there is none. */
export async function whoOwesCode({ request, context: { site } }: Asked): Promise<string | null> {
  const token = cookieIn(request.headers.get('cookie'), stepCookie)
  return token ? accountOfFirstStep(site, token) : null
}

/** Lets in who has given the code. */
export async function letInAfterCode({ request, context: { site } }: Asked, accountId: string, next: string) {
  const headers = new Headers()
  headers.append('Set-Cookie', cookieOf(stepCookie, '', { seconds: 0 }))
  headers.append('Set-Cookie', await openSessionHere(site, request, accountId))
  return redirect(await firstPage(site, accountId, next), { headers })
}

/** Where somebody goes who has just signed in: first to be told, once, that a slip was issued for an account that was in use. */
const firstPage = async (site: Site, accountId: string, next: string) =>
  (await mustTellOfSlip(site, accountId)) ? paths.account({ slipThen: next }) : next

/** A new session for somebody whose old ones have just ended, because he changed his secret. */
export async function openSessionAnew({ request, context: { site } }: Asked, accountId: string, next: string) {
  return redirect(next, {
    headers: { 'Set-Cookie': await openSession(site, accountId, { userAgent: request.headers.get('user-agent') ?? '' }) },
  })
}
