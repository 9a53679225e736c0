// The rosters that were handed in as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { rosterList } from '#app/modules/rosters/pages/roster-list.ts'
import { listRosters } from '#app/modules/rosters/rosters.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'rosters.import')
    const rows = await listRosters(args.context.site, viewer)
    return sendTable(args, viewer, { definition: rosterList, rows, name: '花名册', plainName: 'rosters.xlsx', what: 'list of rosters' })
  })
