// The results of pairing, as a workbook.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { exportOutcomes } from '#app/modules/outcomes/outcomes.server.ts'
import { parsePeriod } from '#app/modules/outcomes/outcome-period.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  return throwRefusals(async () => {
    const period = parsePeriod(new URL(args.request.url).searchParams, site)
    const workbook = await exportOutcomes(site, viewer, period, args.request.signal)
    return sendWorkbook(workbook, { name: `结对成效 ${period.from} 至 ${period.to}.xlsx`, plainName: 'pairings.xlsx' })
  })
}
