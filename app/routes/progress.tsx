// Takes what a phone tells about learning: a batch, acknowledged once it is on disk.
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { paths } from '#app/http/paths.ts'
import { whoAsks } from '#app/http/viewer.server.ts'
import { keepProgress } from '#app/modules/learning/learning.server.ts'
import { sentProgress } from '#app/modules/learning/progress.events.ts'
import { Refusal } from '#app/refusal.ts'

export const loader = () => redirect(paths.home())

export async function action(asked: ActionFunctionArgs) {
  const viewer = await whoAsks(asked)
  if (!viewer) return Response.json({ message: '登录过期了。学到哪里都在手机里，登录后会自动发出。' }, { status: 401 })
  const parsed = sentProgress.safeParse(await asked.request.json().catch(() => null))
  if (!parsed.success) return Response.json({ message: '发来的内容不完整，没有收下。' }, { status: 422 })
  try {
    await keepProgress(asked.context.site, viewer, parsed.data.events)
    return { saved: parsed.data.events.length }
  } catch (fault) {
    if (fault instanceof Refusal) return Response.json({ message: fault.message }, { status: fault.status })
    throw fault
  }
}
