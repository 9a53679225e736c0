// The lists of questions as their pages and their workbooks show them.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listReplies, listWaitingInquiries } from '#app/modules/inquiries/inquiries.server.ts'

/** Those that wait, in all classes of the viewer or in the one that the address names. */
export async function loadWaiting(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  const cohort = /^[\w-]{1,60}$/.exec(new URL(args.request.url).searchParams.get('cohort') ?? '')?.[0] ?? null
  return { viewer, cohort, ...(await listWaitingInquiries(args.context.site, viewer, cohort ?? undefined)) }
}

export async function loadReplies(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  return { viewer, replies: await listReplies(args.context.site, viewer) }
}
