// The template of a list of shops to fill in.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendWorkbook } from '#app/http/workbook.ts'
import { shopLists } from '#app/modules/shops/shops.server.ts'
import { toFileStream } from '#app/threads/files.ts'

export async function loader(args: LoaderFunctionArgs) {
  await requireDuty(args, 'pairings.coordinate')
  return sendWorkbook(await toFileStream(shopLists.writeShopListTemplate(args.context.site)), {
    name: '网店名录模板.xlsx',
    plainName: 'shops-template.xlsx',
  })
}
