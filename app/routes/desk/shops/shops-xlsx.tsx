// The shops as a workbook: the columns and rows that their page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { shopRegister } from '#app/modules/shops/lists.ts'
import { shopLines } from '#app/modules/shops/shops.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const shops = await shopLines.listRegisterLines(site, viewer)
  return sendTable(args, viewer, { definition: shopRegister, rows: shops, name: '网店', plainName: 'shops.xlsx', what: 'list of shops' })
}
