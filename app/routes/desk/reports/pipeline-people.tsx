// The people behind one figure of the pipeline.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { PipelinePeoplePage } from '#app/modules/talent/pages/pipeline-people-page.tsx'
import { listQuery, withDefaults } from '#app/modules/talent/pipeline-filter.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { listAtStage, listOwnRegions } from '#app/modules/talent/talent.server.ts'
import { parsePosition } from '#app/paging.ts'

export const links = deskLinks
export const meta = () => [{ title: '梯队里的人 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'reports.see')
  const { site } = args.context
  return throwRefusals(async () => {
    const { searchParams } = new URL(args.request.url)
    const [region = ''] = listOwnRegions(site, viewer)
    const query = parseForm(withDefaults(searchParams, { today: toDay(site.now()), region }), listQuery)
    const list = await listAtStage(site, viewer, query, parsePosition(searchParams))
    return { viewer, query, list, regionName: findRegionOn(query.region, query.on)?.name ?? query.region }
  })
}

export default function Route() {
  return <PipelinePeoplePage {...useLoaderData<typeof loader>()} />
}
