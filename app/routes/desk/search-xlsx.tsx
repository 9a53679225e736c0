// What the search of the desk found, as a workbook. It is posted like the search.
import type { ActionFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearched } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { exportSearch } from '#app/modules/search/search.server.ts'

export const action = (args: ActionFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'desk.search')
    const sheets = await exportSearch(args.context.site, viewer, await readSearched(args.request))
    return sendList(args, viewer, sheets, { name: '查找结果.xlsx', plainName: 'found.xlsx' })
  })
