// The household report: 期, 人次, 人, 户 and the registered poor, each figure linked to the list behind it.
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { catchInvalidInput } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { HouseholdReportPage } from '#app/modules/reports/pages/household-report-page.tsx'
import { resolveAsOf, withDefaults, reportQuery } from '#app/modules/reports/report-query.ts'
import { requestHouseholdReport, defaultReportQuery, listReportRegions } from '#app/modules/reports/reports.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训到户报表 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'reports.see')
  const { site } = args.context
  const entered = withDefaults(new URL(args.request.url).searchParams, await defaultReportQuery(site, viewer))
  const { found, refused } = await catchInvalidInput(async () => {
    const query = parseForm(entered, reportQuery)
    return { query, report: await requestHouseholdReport(site, viewer, { ...query, ...resolveAsOf(query) }, args.request.signal) }
  })
  return data(
    {
      viewer,
      entered: Object.fromEntries(entered),
      places: listReportRegions(site, viewer),
      found,
      refused,
      now: site.now(),
    },
    { status: refused ? 422 : 200 },
  )
}

export default function Route() {
  return <HouseholdReportPage {...useLoaderData<typeof loader>()} />
}
