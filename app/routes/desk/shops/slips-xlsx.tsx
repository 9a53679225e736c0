// Which owners have a slip as a workbook: the columns and rows that their page shows. What a slip says is in none: it is shown once.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { shopSlipList } from '#app/modules/shops/lists.ts'
import { listShopsForSlips } from '#app/modules/shops/shops.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const { site } = args.context
    const shops = await listShopsForSlips(site, viewer)
    const query = parseTableQuery(new URL(args.request.url).searchParams, shopSlipList)
    const sheet = toSheet(shops, query, { definition: shopSlipList, name: '店主登录条' })
    await recordAccess(site, { kind: 'export', who: viewer.accountId, what: 'slips of owners', rows: shops.length })
    return sendList(args, viewer, sheet, { name: '店主登录条.xlsx', plainName: 'owner-slips.xlsx' })
  })
