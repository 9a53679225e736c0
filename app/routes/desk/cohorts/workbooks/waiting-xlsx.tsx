// For whom a class must wait before it can be closed, as a workbook: the columns and rows that the page of closing shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { readCohortStep } from '#app/modules/cohorts/cohorts.server.ts'
import { waitingList } from '#app/modules/cohorts/lists.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.run')
    const { site } = args.context
    const { cohort, waitingFor } = await readCohortStep(site, viewer, { cohortId: param(args, 'cohort'), step: 'close' })
    return sendTable(args, viewer, {
      definition: waitingList,
      rows: waitingFor,
      name: `${formatCohortNumber(cohort)} 还能考试的人`,
      plainName: 'waiting.xlsx',
      what: `waited for by class ${cohort.id}`,
    })
  })
