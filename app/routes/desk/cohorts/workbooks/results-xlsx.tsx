// The results of a class's exam as a workbook: the columns and rows that its page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { readCohortResults } from '#app/modules/exams/exams.server.ts'
import { resultList } from '#app/modules/exams/pages/result-list.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.see') // as its page: a trainee sees her own result on the phone
    const { site } = args.context
    const { cohort, lines } = await readCohortResults(site, viewer, param(args, 'cohort'))
    return sendTable(args, viewer, {
      definition: resultList,
      rows: lines,
      name: `${formatCohortNumber(cohort)} 考试成绩`,
      plainName: 'results.xlsx',
      what: `exam results of class ${cohort.id}`,
    })
  })
