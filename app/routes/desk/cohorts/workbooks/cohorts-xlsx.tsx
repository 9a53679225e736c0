// The classes as a workbook: the columns and rows that their page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { cohortList } from '#app/modules/cohorts/lists.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.see')
  const query = parseTableQuery(new URL(args.request.url).searchParams, cohortList)
  const rows = await listCohorts(args.context.site, viewer)
  const sheet = toSheet(rows, query, { definition: cohortList, name: '培训班' })
  await recordAccess(args.context.site, { kind: 'export', who: viewer.accountId, what: 'list of classes', rows: rows.length })
  return sendList(args, viewer, sheet, { name: '培训班.xlsx', plainName: 'classes.xlsx' })
}
