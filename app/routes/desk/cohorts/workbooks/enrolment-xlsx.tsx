// The people who can be enrolled in a class as a workbook: the columns and the order of their page, numbers masked.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearched } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { enrolmentList } from '#app/modules/households/lists.ts'
import { parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { exportPeople } from '#app/modules/talent/talent.server.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

const send = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'rosters.import')
    const { site } = args.context
    const { searchParams } = new URL(args.request.url)
    const { trainees, ...cohort } = await readCohort(site, viewer, param(args, 'cohort'))
    const enrolled = new Set(trainees.map(({ personId }) => personId))
    // The page sorts, but does not filter.
    const { sort, dir } = parseRegisterFilter(searchParams)
    const address = new URLSearchParams(sort ? { sort, dir } : {})
    const people = (await exportPeople(site, viewer, { address, search: await readSearched(args.request) })).map((one) => ({
      ...one,
      isEnrolled: enrolled.has(one.id),
    }))
    const name = `${formatCohortNumber(cohort)} 报名`
    const shown = { ...parseTableQuery(searchParams, enrolmentList), sort: null, filters: {} }
    const sheet = toSheet(people, shown, { definition: enrolmentList, name })
    return sendList(args, viewer, sheet, { name: `${name}.xlsx`, plainName: 'enrolment.xlsx' })
  })

export const loader = send
/** A search is posted, so that the person searched for is in no address. */
export const action = send
