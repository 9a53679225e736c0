// The questions of trainees that wait for an answer.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { waitingList } from '#app/modules/inquiries/pages/question-lists.ts'
import { WaitingPage } from '#app/modules/inquiries/pages/waiting-page.tsx'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadWaiting } from './question-lists.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '学员提问 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { groups, ...waiting } = await loadWaiting(args)
    const listed = groups.reduce((sum, { inquiries }) => sum + inquiries.length, 0)
    const query = parseTableQuery(new URL(args.request.url).searchParams, waitingList)
    return { ...waiting, listed, list: arrange(groups, query, waitingList) }
  })

export default function Route() {
  return <WaitingPage {...useLoaderData<typeof loader>()} />
}
