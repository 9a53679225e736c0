// Who asks: the session cookie turned into a viewer.
import { type AppLoadContext, redirect } from '@remix-run/node'
import { notYours } from '#app/refusal.ts'
import { type Asking, viewerOfRequest } from '#app/modules/accounts/accounts.server.ts'
import type { Duty } from '#app/modules/accounts/roles.ts'
import { hasDuty, type Viewer } from '#app/modules/accounts/viewer.ts'
import { paths } from './paths.ts'

interface Asked {
  request: Request
  context: AppLoadContext
}

/** The viewer, or null for somebody who is not signed in. Asked once a request; a prolonged session's cookie goes out with the answer. */
export function whoAsks({ request, context }: Asked): Promise<Viewer | null> {
  return (context.viewer ??= viewerOfRequest(context.site, request).then((found) => {
    if (found?.renewedCookie) context.setCookie(found.renewedCookie)
    return found?.viewer ?? null
  }))
}

/** The viewer; somebody who is not signed in is sent to sign in and brought back. */
export async function requireViewer(asked: Asked): Promise<Viewer> {
  const viewer = await whoAsks(asked)
  if (viewer) return viewer
  throw redirect(paths.signIn(pageBefore(asked.request)))
}

/** The page to come back to: the one that was asked for, or the one whose form was sent. */
export function pageBefore({ method, url, headers }: { method: string; url: string; headers: Asking['headers'] }) {
  const page = method === 'GET' ? url : headers.get('referer')
  if (!page || !URL.canParse(page)) return undefined
  const { pathname, search } = new URL(page)
  return pathname.replace(/\.data$/, '') + search
}

/** The viewer, who has this duty somewhere; others are refused with 403. How far it reaches is judged by the domain. */
export async function requireDuty(asked: Asked, duty: Duty): Promise<Viewer> {
  const viewer = await requireViewer(asked)
  if (hasDuty(viewer, duty)) return viewer
  // A response, so that an action shows no form again to whom it does not belong.
  const { message, status } = notYours()
  throw new Response(message, { status })
}
