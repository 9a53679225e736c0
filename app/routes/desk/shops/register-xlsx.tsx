// The shops that their page shows, with the columns of a list that is imported: to be changed in Excel and brought in again.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { shopRegister } from '#app/modules/shops/lists.ts'
import { shopLines } from '#app/modules/shops/shops.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const query = parseTableQuery(new URL(args.request.url).searchParams, shopRegister)
  const workbook = await throwRefusals(() => shopLines.exportShopRegister(args.context.site, viewer, { query }, args.request.signal))
  return sendWorkbook(workbook, { name: '网店名录.xlsx', plainName: 'shop-register.xlsx' })
}
