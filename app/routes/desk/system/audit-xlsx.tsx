// The audit trail as a workbook: what its page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable, sendWorkbook } from '#app/http/workbook.ts'
import { exportTrail, readAccess } from '#app/modules/audit/audit.server.ts'
import { parseAuditQuery } from '#app/modules/audit/audit-query.ts'
import { accessList } from '#app/modules/audit/trail-list.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'audit.see')
  const query = parseAuditQuery(new URL(args.request.url).searchParams)
  return throwRefusals(async () => {
    if (query.view === 'lists') {
      const rows = await readAccess(args.context.site, viewer, query)
      const named = { name: '名单和下载', plainName: 'lists.xlsx', what: 'access records' }
      return sendTable(args, viewer, { definition: accessList, rows, ...named })
    }
    const workbook = await exportTrail(args.context.site, viewer, query)
    return sendWorkbook(workbook, { name: '操作记录.xlsx', plainName: 'audit.xlsx' })
  })
}
