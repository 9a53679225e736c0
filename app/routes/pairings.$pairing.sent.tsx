// Takes what a phone kept while it had no network: one check-in or message, acknowledged once it is on disk.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { takeCheckIn, takeMessage } from '#app/http/pairing-forms.server.ts'
import { formOf } from '#app/http/forms.server.ts'
import { paths } from '#app/http/paths.ts'
import { whoAsks } from '#app/http/viewer.server.ts'
import { Refusal } from '#app/refusal.ts'

export const loader = () => redirect(paths.myShops())

export async function action(asked: ActionFunctionArgs) {
  const viewer = await whoAsks(asked)
  const form = await formOf(asked.request).catch(() => new FormData())
  // On a shared phone a page of one owner may still be open when another has signed in: what is not hers waits.
  if (!viewer || form.get('account') !== viewer.accountId) return Response.json({ message: '登录过期了。写的都存在手机里，登录后会自动发出。' }, { status: 401 })
  const take = form.get('what') === 'message' ? takeMessage : takeCheckIn
  try {
    await take(asked.context.site, viewer, asked.params.pairing!, form)
    return Response.json({ saved: true })
  } catch (fault) {
    if (fault instanceof Refusal) return Response.json({ message: Object.values(fault.fields).flat().join('') || fault.message }, { status: fault.status })
    throw fault
  }
}
