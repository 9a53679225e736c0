// Sign out, here or everywhere.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { whoAsks } from '#app/http/viewer.server.ts'
import { closeAllSessions, closeSession } from '#app/modules/accounts/accounts.server.ts'

export const loader = () => redirect(paths.home())

export async function action(asked: ActionFunctionArgs) {
  const { request, context } = asked
  const everywhere = (await formOf(request).catch(() => new FormData())).get('everywhere') !== null
  const viewer = await whoAsks(asked)
  const cookie = await closeSession(context.site, request)
  if (viewer && everywhere) await closeAllSessions(context.site, viewer.accountId)
  // The phone may be shared: what was stored of this person's pages goes too.
  return redirect(paths.signedOut(), { headers: { 'Set-Cookie': cookie, 'Clear-Site-Data': '"cache"' } })
}
