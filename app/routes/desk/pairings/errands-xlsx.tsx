// What pairings wait for, and what is to be confirmed in them, as workbooks: the columns and rows that their page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { toConfirmList, waitingList } from '#app/modules/mentorship/lists.ts'
import { readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { notFound } from '#app/refusal.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'pairings.see')
    const { site } = args.context
    const list = param(args, 'list')
    if (list !== 'waiting' && list !== 'to-confirm') throw notFound('名单')
    const { waiting, toConfirm } = await readPairingDesk(site, viewer, await listPairings(site, viewer))
    const { searchParams } = new URL(args.request.url)
    const sheet =
      list === 'waiting'
        ? toSheet(waiting, parseTableQuery(searchParams, waitingList), { definition: waitingList, name: '谁在等什么' })
        : toSheet(toConfirm, parseTableQuery(searchParams, toConfirmList), { definition: toConfirmList, name: '等核实的凭据和数字' })
    await recordAccess(site, {
      kind: 'export',
      who: viewer.accountId,
      what: `errands of pairings: ${list}`,
      rows: (list === 'waiting' ? waiting : toConfirm).length,
    })
    return sendList(args, viewer, sheet, { name: `${sheet.name}.xlsx`, plainName: `${list}.xlsx` })
  })
