// Who asks: the session cookie turned into a viewer.
import { type AppLoadContext, redirect } from '@remix-run/node'
import { forbidden } from '#app/refusal.ts'
import { type RequestHeaders, identifyRequest } from '#app/modules/accounts/accounts.server.ts'
import type { Duty } from '#app/access/roles.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { paths } from '#app/shell/paths.ts'

interface RequestArgs {
  request: Request
  context: AppLoadContext
}

/** The viewer, or null for somebody who is not signed in. Asked once a request; a prolonged session's cookie goes out with the answer. */
export function getViewer({ request, context }: RequestArgs): Promise<Viewer | null> {
  return (context.viewer ??= identifyRequest(context.site, request).then((found) => {
    if (found?.lapsed) context.lapsed = found.lapsed
    if (found?.renewedCookie) context.setCookie(found.renewedCookie)
    return found?.viewer ?? null
  }))
}

/**
 * The viewer; somebody who is not signed in is sent to sign in and brought back. Who must set up the second step of
 * signing in is sent there first.
 */
export async function requireViewer(asked: RequestArgs): Promise<Viewer> {
  const { request, context } = asked
  const viewer = await getViewer(asked)
  if (viewer?.mustSetUpSecondStep && pathnameOf(request) !== paths.secondStep()) throw redirect(paths.secondStep())
  if (viewer) return viewer
  // What was typed is in this very request: sent again, it arrives.
  if (context.lapsed && request.method === 'POST') throw new Response(redirectLapsedForm[context.lapsed], { status: 401 })
  throw redirect(paths.signIn(getReturnPath(request), context.lapsed))
}

const redirectToSignIn =
  '刚才填的还没有保存。请点下面的“在新窗口登录”，登录后回到这个窗口，按“刷新”（电脑上按 F5）并确认重新提交，填的内容就会交上来。'
const redirectLapsedForm = {
  idle: `您有 30 分钟没有操作，为了安全已经退出登录。${redirectToSignIn}`,
  whole: `登录已经满 12 小时，为了安全已经退出登录。${redirectToSignIn}`,
}

const pathnameOf = ({ url }: Request) => new URL(url).pathname.replace(/\.data$/, '')

/** The page to come back to: the one that was asked for, or the one whose form was sent. */
export function getReturnPath({ method, url, headers }: { method: string; url: string; headers: RequestHeaders['headers'] }) {
  const page = method === 'GET' ? url : headers.get('referer')
  if (!page || !URL.canParse(page)) return undefined
  const { pathname, search } = new URL(page)
  return pathname.replace(/\.data$/, '') + search
}

/** The viewer, who has this duty somewhere; others are refused with 403. How far it reaches is judged by the domain. */
export async function requireDuty(asked: RequestArgs, duty: Duty): Promise<Viewer> {
  const viewer = await requireViewer(asked)
  if (hasDuty(viewer, duty)) return viewer
  // A response, so that an action shows no form again to whom it does not belong.
  const { message, status } = forbidden()
  throw new Response(message, { status })
}
