// The results of a class's exam as a workbook: the columns and rows that its page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { readCohortResults } from '#app/modules/exams/exams.server.ts'
import { resultList } from '#app/modules/exams/pages/result-list.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.see') // as its page: a trainee sees her own result on the phone
    const { site } = args.context
    const { cohort, lines } = await readCohortResults(site, viewer, param(args, 'cohort'))
    const name = `${formatCohortNumber(cohort)} 考试成绩`
    const sheet = toSheet(lines, parseTableQuery(new URL(args.request.url).searchParams, resultList), { definition: resultList, name })
    await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `exam results of class ${cohort.id}`, rows: lines.length })
    return sendList(args, viewer, sheet, { name: `${name}.xlsx`, plainName: 'results.xlsx' })
  })
