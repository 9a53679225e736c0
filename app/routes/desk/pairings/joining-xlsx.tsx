// The shops that could take part in a new round as a workbook: the columns and rows that their list shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { joiningList } from '#app/modules/shops/lists.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import { listJoiningShops } from './joining-shops.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const { site } = args.context
    const shops = await listJoiningShops(site, viewer)
    const query = parseTableQuery(new URL(args.request.url).searchParams, joiningList)
    const sheet = toSheet(shops, query, { definition: joiningList, name: '能参加的店' })
    await recordAccess(site, { kind: 'export', who: viewer.accountId, what: 'shops that can join a round', rows: shops.length })
    return sendList(args, viewer, sheet, { name: '能参加的店.xlsx', plainName: 'joining-shops.xlsx' })
  })
