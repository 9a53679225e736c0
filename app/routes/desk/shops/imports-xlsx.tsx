// The lists of shops that were handed in as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { shopImportList } from '#app/modules/shops/imports/import-list.ts'
import { shopLists } from '#app/modules/shops/shops.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const rows = await shopLists.listShopImports(args.context.site, viewer)
    const named = { name: '交过的名录', plainName: 'shop-lists.xlsx', what: 'lists of shops that were handed in' }
    return sendTable(args, viewer, { definition: shopImportList, rows, ...named })
  })
