// Receives a batch of learning progress from a phone, acknowledged once it is on disk.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { parseJson } from '#app/http/bodies/json-body.ts'
import { paths } from '#app/shell/paths.ts'
import { getViewer } from '#app/http/viewer.server.ts'
import { recordProgress } from '#app/modules/learning/learning.server.ts'
import { createProgressReply, parseSentProgress } from '#app/modules/learning/progress.events.ts'
import { refusalHeaders, Refusal } from '#app/refusal.ts'

export const loader = () => redirect(paths.home())

export async function action(args: ActionFunctionArgs) {
  const viewer = await getViewer(args)
  const sent = parseSentProgress(parseJson(await args.request.text().catch(() => '')))
  // On a shared phone a page of one person may still be open when another has signed in: what is not hers stays on the
  // phone.
  if (!viewer || (sent && viewer.accountId !== sent.account))
    return Response.json({ message: '登录过期了。学到哪里都在手机里，登录后会自动发出。' }, { status: 401 })
  if (!sent) return Response.json({ message: '发来的内容不完整，没有收下。' }, { status: 422 })
  try {
    return Response.json(createProgressReply(sent, await recordProgress(args.context.site, viewer, sent.events)))
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return Response.json({ message: fault.message }, { status: fault.status, headers: refusalHeaders(fault) })
  }
}
