// What was answered in the viewer's classes.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listReplies } from '#app/modules/inquiries/inquiries.server.ts'
import { RepliesPage } from '#app/modules/inquiries/pages/replies-page.tsx'

export const links = deskLinks
export const meta = () => [{ title: '回答过的提问 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  return { viewer, replies: await throwRefusals(() => listReplies(args.context.site, viewer)) }
}

export default function Route() {
  return <RepliesPage {...useLoaderData<typeof loader>()} />
}
