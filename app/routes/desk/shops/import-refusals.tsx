// The list of shops given back with the reasons in it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { shopLists } from '#app/modules/shops/shops.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const { fileName, workbook } = await throwRefusals(() =>
    shopLists.exportShopListWithReasons(args.context.site, viewer, param(args, 'list'), args.request.signal),
  )
  return sendWorkbook(workbook, { name: fileName, plainName: 'shops.xlsx' })
}
