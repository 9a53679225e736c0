// What pairings wait for, and what is to be confirmed in them, as workbooks: the columns and rows that their page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { toConfirmList, waitingList } from '#app/modules/mentorship/lists.ts'
import { readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { notFound } from '#app/refusal.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'pairings.see')
    const { site } = args.context
    const list = param(args, 'list')
    if (list !== 'waiting' && list !== 'to-confirm') throw notFound('名单')
    const { waiting, toConfirm } = await readPairingDesk(site, viewer, await listPairings(site, viewer))
    const names = { plainName: `${list}.xlsx`, what: `errands of pairings: ${list}` }
    return list === 'waiting'
      ? sendTable(args, viewer, { definition: waitingList, rows: waiting, name: '谁在等什么', ...names })
      : sendTable(args, viewer, { definition: toConfirmList, rows: toConfirm, name: '等核实的凭据和数字', ...names })
  })
