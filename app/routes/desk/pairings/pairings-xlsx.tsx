// A tab of the list of pairings as a workbook.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { exportPairingList } from '#app/modules/mentorship/mentorship.server.ts'
import { listViews, parseListView } from '#app/modules/pairings/list-views.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const view = parseListView(new URL(args.request.url).searchParams)
  const workbook = await throwRefusals(() => exportPairingList(args.context.site, viewer, view, args.request.signal))
  return sendWorkbook(workbook, { name: `结对名单 ${listViews[view].label}.xlsx`, plainName: 'pairings.xlsx' })
}
