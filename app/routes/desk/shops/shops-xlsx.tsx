// The register of shops as a workbook.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { exportShopRegister } from '#app/modules/shops/shops.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const workbook = await throwRefusals(() => exportShopRegister(args.context.site, viewer, args.request.signal))
  return sendWorkbook(workbook, { name: '网店名录.xlsx', plainName: 'shops.xlsx' })
}
