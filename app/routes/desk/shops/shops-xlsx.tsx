// The shops as a workbook: the columns and rows that their page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { shopRegister } from '#app/modules/shops/lists.ts'
import { shopLines } from '#app/modules/shops/shops.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const shops = await shopLines.listRegisterLines(site, viewer)
  const query = parseTableQuery(new URL(args.request.url).searchParams, shopRegister)
  const sheet = toSheet(shops, query, { definition: shopRegister, name: '网店' })
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: 'list of shops', rows: shops.length })
  return sendList(args, viewer, sheet, { name: '网店.xlsx', plainName: 'shops.xlsx' })
}
