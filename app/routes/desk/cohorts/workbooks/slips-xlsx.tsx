// Who of a class has a slip as a workbook: the columns and rows that its page shows. What a slip says is in none: it is shown once.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { listClassSlips } from '#app/modules/cohorts/cohorts.server.ts'
import { slipList } from '#app/modules/cohorts/lists.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'slips.issue')
    const { site } = args.context
    const { cohort, lines } = await listClassSlips(site, viewer, { cohortId: param(args, 'cohort') })
    const name = `${formatCohortNumber(cohort)} 登录条`
    const sheet = toSheet(lines, parseTableQuery(new URL(args.request.url).searchParams, slipList), { definition: slipList, name })
    await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `slips of class ${cohort.id}`, rows: lines.length })
    return sendList(args, viewer, sheet, { name: `${name}.xlsx`, plainName: 'slips.xlsx' })
  })
