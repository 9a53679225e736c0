// Who of a class has a slip as a workbook: the columns and rows that its page shows. What a slip says is in none: it is shown once.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { listClassSlips } from '#app/modules/cohorts/cohorts.server.ts'
import { slipList } from '#app/modules/cohorts/lists.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'slips.issue')
    const { site } = args.context
    const { cohort, lines } = await listClassSlips(site, viewer, { cohortId: param(args, 'cohort') })
    return sendTable(args, viewer, {
      definition: slipList,
      rows: lines,
      name: `${formatCohortNumber(cohort)} 登录条`,
      plainName: 'slips.xlsx',
      what: `slips of class ${cohort.id}`,
    })
  })
