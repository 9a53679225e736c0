// The people whom the filters leave or a search finds as a workbook: the columns and the order of their page, numbers masked.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { readSearched } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { personList } from '#app/modules/households/lists.ts'
import { exportPeople } from '#app/modules/talent/talent.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

const send = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'households.see')
    const { searchParams: address } = new URL(args.request.url)
    const people = await exportPeople(args.context.site, viewer, { address, search: await readSearched(args.request) })
    // The database has filtered and sorted them.
    const shown = { ...parseTableQuery(address, personList), sort: null, filters: {} }
    const sheet = toSheet(people, shown, { definition: personList, name: '人员' })
    return sendList(args, viewer, sheet, { name: '人员.xlsx', plainName: 'people.xlsx' })
  })

export const loader = send
/** A search is posted, so that the person searched for is in no address. */
export const action = send
