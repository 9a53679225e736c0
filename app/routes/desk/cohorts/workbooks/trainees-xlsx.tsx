// The people of a class as a workbook: the columns and rows that its page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { traineeList } from '#app/modules/cohorts/lists.ts'
import { loadShownTrainees } from '../shown-trainees.server.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.see')
    const { site } = args.context
    const cohort = await readCohort(site, viewer, param(args, 'cohort'))
    const trainees = await loadShownTrainees(site, viewer, cohort)
    return sendTable(args, viewer, {
      definition: traineeList,
      rows: trainees,
      name: `${formatCohortNumber(cohort)} 学员`,
      plainName: 'trainees.xlsx',
      what: `people of class ${cohort.id}`,
    })
  })
