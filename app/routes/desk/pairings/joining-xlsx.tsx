// The shops that could take part in a new round as a workbook: the columns and rows that their list shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { joiningList } from '#app/modules/shops/lists.ts'
import { listJoiningShops } from './joining-shops.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const { site } = args.context
    const shops = await listJoiningShops(site, viewer)
    return sendTable(args, viewer, {
      definition: joiningList,
      rows: shops,
      name: '能参加的店',
      plainName: 'joining-shops.xlsx',
      what: 'shops that can join a round',
    })
  })
