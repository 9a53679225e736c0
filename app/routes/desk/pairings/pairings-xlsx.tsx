// The list of pairings as a workbook: what the page shows of a tab, with the owners.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { exportPairingList } from '#app/modules/mentorship/mentorship.server.ts'
import { listViews, pairingList, parseListView } from '#app/modules/pairings/lists.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { searchParams } = new URL(args.request.url)
  const view = parseListView(searchParams)
  const asked = { view, query: parseTableQuery(searchParams, pairingList) }
  const workbook = await throwRefusals(() => exportPairingList(args.context.site, viewer, asked, args.request.signal))
  return sendWorkbook(workbook, { name: `结对名单 ${listViews[view].label}.xlsx`, plainName: 'pairings.xlsx' })
}
