// All cohorts in reach.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { cohortList } from '#app/modules/cohorts/lists.ts'
import { CohortsPage } from '#app/modules/cohorts/pages/cohorts-page.tsx'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.see')
  const cohorts = await listCohorts(args.context.site, viewer)
  return { viewer, list: arrange(cohorts, parseTableQuery(new URL(args.request.url).searchParams, cohortList), cohortList) }
}

export default function Route() {
  return <CohortsPage {...useLoaderData<typeof loader>()} />
}
