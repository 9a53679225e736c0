// Turns the session cookie into a viewer.
import { type AppLoadContext, redirect } from '@remix-run/node'
import { forbidden } from '#app/refusal.ts'
import { islandUrl } from './islands.server.ts'
import { readFormData, readResendable } from './bodies/forms.server.ts'
import { throwAnswerOfSame } from './idempotency.server.ts'
import type { UnsentForm } from '#app/shell/unsent-form.ts'
import { isMultipart } from './bodies/body-limits.ts'
import { typedByField } from '#app/ui/forms/typed-by.ts'
import { type RequestHeaders, identifyRequest, loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Duty } from '#app/access/roles.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { formatPlace, getPath } from '#app/modules/regions/regions.server.ts'
import { worksAtDesk } from '#app/shell/desk-nav.ts'
import type { DeskViewer } from '#app/shell/desk-viewer.ts'
import { paths } from '#app/shell/paths.ts'

interface RequestArgs {
  request: Request
  context: AppLoadContext
}

/**
 * Returns the viewer, or null if nobody is signed in. Evaluated once per request; the cookie of an extended session
 * goes out with the response.
 */
export function getViewer({ request, context }: RequestArgs): Promise<Viewer | null> {
  return (context.viewer ??= identifyRequest(context.site, request).then((found) => {
    if (found?.lapsed) Object.assign(context, { lapsed: found.lapsed, lapsedOf: found.whose })
    if (found?.renewedCookie) context.setCookie(found.renewedCookie)
    return found?.viewer ?? null
  }))
}

/**
 * Returns the viewer; redirects to sign in and back if nobody is signed in. Viewers who must set up the second step of
 * signing in are redirected there first.
 */
export async function requireViewer(args: RequestArgs): Promise<Viewer> {
  const { request, context } = args
  const viewer = await getViewer(args)
  if (viewer?.mustSetUpSecondStep && pathnameOf(request) !== paths.secondStep()) throw redirect(paths.secondStep())
  if (viewer) {
    await askInWhoseName(args, viewer)
    await throwAnswerOfSame(context.site, viewer, request)
    return viewer
  }
  // What was typed is in this very request: it goes back to the page, to be sent again after signing in.
  if (request.method === 'POST' && (context.lapsed || pathnameOf(request).startsWith(paths.desk()))) throw await askToSignIn(args)
  throw redirect(paths.signIn(getReturnPath(request), context.lapsed))
}

const lapseSentences = {
  idle: '您有 30 分钟没有操作，为了安全已经退出登录。',
  whole: '登录已经满 12 小时，为了安全已经退出登录。',
  none: '这台电脑上已经退出登录。',
}

/** The answer to a form of somebody who is no longer signed in, with the form as far as it can be shown again. */
async function askToSignIn({ request, context }: RequestArgs): Promise<Response> {
  const typed = await readResendable(request)
  const isKnown = !context.lapsedOf || typed?.some(([name]) => name === typedByField)
  const form = typed && context.lapsedOf && !isKnown ? [...typed, [typedByField, context.lapsedOf] satisfies [string, string]] : typed
  const body: UnsentForm = { sentence: lapseSentences[context.lapsed ?? 'none'], form }
  return Response.json(body, { status: 401 })
}

/**
 * Throws a page that asks in whose name a form is to be sent, if its page was drawn for one account, who has signed out or whose session
 * ended, and it is sent by another: it would be on record as theirs.
 */
async function askInWhoseName({ request, context }: RequestArgs, viewer: Viewer): Promise<void> {
  if (request.method !== 'POST' || !pathnameOf(request).startsWith(paths.desk())) return
  const message = await findOtherAuthor({ request, context }, viewer)
  if (message) throw Response.json({ message }, { status: 409 })
  if (isMultipart(request.headers.get('content-type') ?? '')) return
  const form = await readFormData(request).catch(() => null) // what cannot be read is refused where it is read
  const typedBy = form?.get(typedByField)
  if (!form || typeof typedBy !== 'string') return
  if (typedBy !== viewer.accountId) {
    const sentence = `这张表是“${await nameOf(context, typedBy)}”填的，现在登录的是“${viewer.name}”。`
    throw Response.json({ sentence, form: await readResendable(request), asks: { viewer: viewer.name } } satisfies UnsentForm, {
      status: 409,
    })
  }
  form.delete(typedByField) // it is no part of what the page asked
}

const nameOf = async ({ site }: AppLoadContext, accountId: string) => (await loadViewer(site, accountId))?.name ?? '别的账号'

/**
 * What a script says in its address of the account for which its page was drawn, compared with the viewer: a sentence if it is another's,
 * which is not taken; null if it is the viewer's own.
 */
export async function findOtherAuthor({ request, context }: RequestArgs, viewer: Viewer): Promise<string | null> {
  const typedBy = new URL(request.url).searchParams.get(typedByField)
  if (typedBy === null || typedBy === viewer.accountId) return null
  return `这一页是“${await nameOf(context, typedBy)}”打开的，现在登录的是“${viewer.name}”，没有收下。请用原来的账号登录，或者重新打开这一页。`
}

const pathnameOf = ({ url }: Request) => new URL(url).pathname.replace(/\.data$/, '')

/** Returns the page to come back to: the requested one, or the one whose form was sent. */
export function getReturnPath({ method, url, headers }: { method: string; url: string; headers: RequestHeaders['headers'] }) {
  const page = method === 'GET' ? url : headers.get('referer')
  if (!page || !URL.canParse(page)) return undefined
  const { pathname, search } = new URL(page)
  return pathname.replace(/\.data$/, '') + search
}

/** Returns the viewer if they have this duty anywhere; refuses others with 403. The domain checks how far it reaches. */
export async function requireDuty(args: RequestArgs, duty: Duty): Promise<Viewer> {
  const viewer = await requireViewer(args)
  if (hasDuty(viewer, duty)) return viewer
  // A response, so that an action does not show its form again to somebody who may not use it.
  const { message, status } = forbidden()
  // What was typed may be another account's, whose session ended: it is not lost because of who signed in since.
  const form = args.request.method === 'POST' ? await readResendable(args.request) : null
  if (!form) throw new Response(message, { status })
  throw Response.json({ sentence: `现在登录的是“${viewer.name}”。${message}`, form, isOtherAccount: true } satisfies UnsentForm, { status })
}

/** Returns the viewer of a request with the names of their regions; null if they do not work at a desk, or if it cannot be told: that is no reason to show no page. */
export async function readDeskViewer(args: RequestArgs): Promise<DeskViewer | null> {
  const viewer = await getViewer(args).catch(() => null)
  if (!viewer || !worksAtDesk(viewer)) return null
  const today = toDay(args.context.site.now())
  const codes = new Set(viewer.grants.flatMap(({ scope }) => (scope.kind === 'region' ? [scope.code] : [])))
  return {
    viewer,
    regions: [...codes].map((code) => formatPlace(code, today).join(' ') || (getPath(code, today).at(-1) ?? '')),
    script: islandUrl('desk.js'),
  }
}
