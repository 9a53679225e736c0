// What pairing came to, as a workbook.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { answerWorkbook } from '#app/http/workbook.ts'
import { exportOutcomes } from '#app/modules/outcomes/outcomes.server.ts'
import { readPeriod } from '#app/modules/outcomes/outcome-period.ts'

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  return orRefuse(async () => {
    const period = readPeriod(new URL(asked.request.url).searchParams, site)
    const workbook = await exportOutcomes(site, viewer, period, asked.request.signal)
    return answerWorkbook(workbook, { name: `结对成效 ${period.from} 至 ${period.to}.xlsx`, plainName: 'pairings.xlsx' })
  })
}
