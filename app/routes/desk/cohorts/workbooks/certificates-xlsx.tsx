// The certificates of a class as a workbook: the columns, the state and the order of its page.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { listWholeRegister } from '#app/modules/certificates/certificates.server.ts'
import { certificatesOfCohort } from '#app/modules/certificates/register-columns.ts'
import { readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import { withPlaces } from '../../certificates/with-places.server.ts'
import { parseCohortQuery } from '../certificates-asked.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'certificates.list')
    const { site } = args.context
    const { searchParams } = new URL(args.request.url)
    const cohort = await readCohortHead(site, viewer, param(args, 'cohort'))
    const rows = withPlaces(site, await listWholeRegister(site, viewer, parseCohortQuery(searchParams, cohort.id)))
    const name = `${formatCohortNumber(cohort)} 证书`
    // The database has filtered and sorted them.
    const shown = { ...parseTableQuery(searchParams, certificatesOfCohort), sort: null, filters: {} }
    const sheet = toSheet(rows, shown, { definition: certificatesOfCohort, name })
    return sendList(args, viewer, sheet, { name: `${name}.xlsx`, plainName: 'certificates.xlsx' })
  })
