// Follow-ups as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { followUpLists } from '#app/modules/follow-ups/lists.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import { loadFollowUpList } from './follow-up-list.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'followUps.see')
    const { site } = args.context
    const asked = new URL(args.request.url).searchParams
    const { rows, shown } = await loadFollowUpList(site, viewer, asked)
    const sheet = toSheet(rows, parseTableQuery(asked, followUpLists[shown]), { definition: followUpLists[shown], name: '回访' })
    await recordAccess(site, { kind: 'export', who: viewer.accountId, what: 'follow-ups', rows: rows.length })
    return sendList(args, viewer, sheet, { name: '回访.xlsx', plainName: 'follow-ups.xlsx' })
  })
