// The classes as a workbook: the columns and rows that their page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { cohortList } from '#app/modules/cohorts/lists.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.see')
  const rows = await listCohorts(args.context.site, viewer)
  return sendTable(args, viewer, { definition: cohortList, rows, name: '培训班', plainName: 'classes.xlsx', what: 'list of classes' })
}
