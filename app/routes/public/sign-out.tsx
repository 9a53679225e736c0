// Signs out, here or everywhere.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { getViewer } from '#app/http/viewer.server.ts'
import { endAllSessions, endSession } from '#app/modules/sessions/sessions.server.ts'

export const loader = () => redirect(paths.home())

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  const everywhere = (await readFormData(request).catch(() => new FormData())).get('everywhere') !== null
  const viewer = await getViewer(args)
  const cookie = await endSession(context.site, request)
  if (viewer && everywhere) await endAllSessions(context.site, viewer.accountId)
  // The phone may be shared: this person's cached pages are deleted too.
  return redirect(paths.signedOut(), { headers: { 'Set-Cookie': cookie, 'Clear-Site-Data': '"cache"' } })
}
