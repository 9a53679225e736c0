// The households that the filters leave as a workbook: the columns and the order of their page.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDay } from '#app/calendar.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { listHouseholds } from '#app/modules/households/households.server.ts'
import { householdList } from '#app/modules/households/lists.ts'
import { parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { placeRows } from '#app/modules/regions/regions.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'households.see')
    const { site } = args.context
    const { searchParams } = new URL(args.request.url)
    const { rows } = await listHouseholds(site, viewer, { filter: parseRegisterFilter(searchParams), isExport: true })
    // The database has filtered and sorted them.
    const shown = { ...parseTableQuery(searchParams, householdList), sort: null, filters: {} }
    const sheet = toSheet(placeRows(rows, toDay(site.now())), shown, { definition: householdList, name: '户' })
    return sendList(args, viewer, sheet, { name: '户.xlsx', plainName: 'households.xlsx' })
  })
