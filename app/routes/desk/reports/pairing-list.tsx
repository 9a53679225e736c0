// The list behind one figure of pairing.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { outcomeList } from '#app/modules/outcomes/outcome-list.ts'
import { OutcomeListPage } from '#app/modules/outcomes/pages/outcome-list-page.tsx'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { loadOutcomeList } from './outcome-list.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '数字后面的名单 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { rows, ...figure } = await loadOutcomeList(args)
    const definition = outcomeList(figure.figure)
    return { ...figure, list: arrange(rows, parseTableQuery(new URL(args.request.url).searchParams, definition), definition) }
  })

export default function Route() {
  return <OutcomeListPage {...useLoaderData<typeof loader>()} />
}
