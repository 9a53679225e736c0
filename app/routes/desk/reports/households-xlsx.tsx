// The household report as a workbook.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { resolveAsOf, withDefaults, reportQuery } from '#app/modules/reports/report-query.ts'
import { defaultReportQuery, exportHouseholdReport } from '#app/modules/reports/reports.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'reports.see')
  return throwRefusals(async () => {
    const { searchParams } = new URL(args.request.url)
    const query = parseForm(withDefaults(searchParams, await defaultReportQuery(args.context.site, viewer)), reportQuery)
    const asked = { ...query, ...resolveAsOf(query), isWhole: searchParams.has('whole') }
    const workbook = await exportHouseholdReport(args.context.site, viewer, asked, args.request.signal)
    return sendWorkbook(workbook, { name: `培训到户报表 ${query.from} 至 ${query.to}.xlsx`, plainName: 'report.xlsx' })
  })
}
