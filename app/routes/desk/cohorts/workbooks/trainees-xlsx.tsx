// The people of a class as a workbook: the columns and rows that its page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { traineeList } from '#app/modules/cohorts/lists.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import { loadShownTrainees } from '../shown-trainees.server.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.see')
    const { site } = args.context
    const cohort = await readCohort(site, viewer, param(args, 'cohort'))
    const query = parseTableQuery(new URL(args.request.url).searchParams, traineeList)
    const name = `${formatCohortNumber(cohort)} 学员`
    const trainees = await loadShownTrainees(site, viewer, cohort)
    const sheet = toSheet(trainees, query, { definition: traineeList, name })
    await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `people of class ${cohort.id}`, rows: trainees.length })
    return sendList(args, viewer, sheet, { name: `${name}.xlsx`, plainName: 'trainees.xlsx' })
  })
