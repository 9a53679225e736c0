// Which owners have a slip as a workbook: the columns and rows that their page shows. What a slip says is in none: it is shown once.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { shopSlipList } from '#app/modules/shops/lists.ts'
import { listShopsForSlips } from '#app/modules/shops/shops.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const { site } = args.context
    const shops = await listShopsForSlips(site, viewer)
    return sendTable(args, viewer, {
      definition: shopSlipList,
      rows: shops,
      name: '店主登录条',
      plainName: 'owner-slips.xlsx',
      what: 'slips of owners',
    })
  })
