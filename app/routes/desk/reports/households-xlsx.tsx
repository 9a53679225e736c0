// The household report as a workbook.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { answerWorkbook } from '#app/http/workbook.ts'
import { asOfOf, filledIn, reportQuery } from '#app/modules/reports/report-query.ts'
import { defaultQuery, exportHouseholdReport } from '#app/modules/reports/reports.server.ts'

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'reports.see')
  return orRefuse(async () => {
    const query = parseForm(filledIn(new URL(asked.request.url).searchParams, await defaultQuery(asked.context.site, viewer)), reportQuery)
    const workbook = await exportHouseholdReport(asked.context.site, viewer, { ...query, ...asOfOf(query) }, asked.request.signal)
    return answerWorkbook(workbook, { name: `培训到户报表 ${query.from} 至 ${query.to}.xlsx`, plainName: 'report.xlsx' })
  })
}
