// What was answered in the viewer's classes.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { replyList } from '#app/modules/inquiries/pages/question-lists.ts'
import { RepliesPage } from '#app/modules/inquiries/pages/replies-page.tsx'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadReplies } from './question-lists.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '回答过的提问 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { viewer, replies } = await loadReplies(args)
    return { viewer, list: arrange(replies, parseTableQuery(new URL(args.request.url).searchParams, replyList), replyList) }
  })

export default function Route() {
  return <RepliesPage {...useLoaderData<typeof loader>()} />
}
