// The household report: 期, 人次, 人, 户 and the registered poor, each figure opening to what stands behind it.
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { orSay } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { HouseholdReportPage } from '#app/modules/reports/pages/household-report-page.tsx'
import { asOfOf, filledIn, reportQuery } from '#app/modules/reports/report-query.ts'
import { askHouseholdReport, defaultQuery, regionsToAsk } from '#app/modules/reports/reports.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训到户报表 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'reports.see')
  const { site } = asked.context
  const entered = filledIn(new URL(asked.request.url).searchParams, await defaultQuery(site, viewer))
  const { found, refused } = await orSay(async () => {
    const query = parseForm(entered, reportQuery)
    return { query, report: await askHouseholdReport(site, viewer, { ...query, ...asOfOf(query) }, asked.request.signal) }
  })
  return data(
    {
      viewer,
      entered: Object.fromEntries(entered),
      places: regionsToAsk(site, viewer),
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
