// For whom a class must wait before it can be closed, as a workbook: the columns and rows that the page of closing shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { readCohortStep } from '#app/modules/cohorts/cohorts.server.ts'
import { waitingList } from '#app/modules/cohorts/lists.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const { site } = args.context
    const { cohort, waitingFor } = await readCohortStep(site, viewer, { cohortId: param(args, 'cohort'), step: 'close' })
    const name = `${formatCohortNumber(cohort)} 还能考试的人`
    const query = parseTableQuery(new URL(args.request.url).searchParams, waitingList)
    const sheet = toSheet(waitingFor, query, { definition: waitingList, name })
    await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `waited for by class ${cohort.id}`, rows: waitingFor.length })
    return sendList(args, viewer, sheet, { name: `${name}.xlsx`, plainName: 'waiting.xlsx' })
  })
