// The people behind one figure of the pipeline.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { peopleAtStage } from '#app/modules/talent/people-columns.ts'
import { PipelinePeoplePage } from '#app/modules/talent/pages/pipeline-people-page.tsx'
import { listQuery, withDefaults } from '#app/modules/talent/pipeline-filter.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { listAtStage, listOwnRegions } from '#app/modules/talent/talent.server.ts'
import { parsePosition } from '#app/paging.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery, toListPart } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '梯队里的人 · 梯队' }]

/** Of more people none are put in another order than that of places. */
const maxSorted = 2_000

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'reports.see')
  const { site } = args.context
  return throwRefusals(async () => {
    const { searchParams } = new URL(args.request.url)
    const [region = ''] = listOwnRegions(site, viewer)
    const query = parseForm(withDefaults(searchParams, { today: toDay(site.now()), region }), listQuery)
    const position = parsePosition(searchParams)
    const { isWhole, ...page } = await listAtStage(site, viewer, query, position, { most: maxSorted })
    const asked = parseTableQuery(searchParams, peopleAtStage)
    const chosen = (peopleAtStage.filters ?? []).flatMap(({ name, label, labelOf }) => {
      const value = asked.filters[name]
      return value ? [{ name, label, value, words: labelOf(value, undefined) }] : []
    })
    const list = isWhole
      ? arrange(page.rows, asked, peopleAtStage)
      : toListPart({ ...asked, sort: null }, { ...page, isCounted: true }, { size: peopleAtStage.size, position, chosen })
    return { viewer, query, count: page.count, list, regionName: findRegionOn(query.region, query.on)?.name ?? query.region }
  })
}

export default function Route() {
  return <PipelinePeoplePage {...useLoaderData<typeof loader>()} />
}
