// A list of a round or of its matching as a workbook: the columns and rows that its page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendList } from '#app/http/workbook.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { readRound } from '#app/modules/rounds/rounds.server.ts'
import { loadRoundSheet } from './round-lists.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const { site } = args.context
    const round = await readRound(site, viewer, { roundId: param(args, 'round') })
    const list = param(args, 'list')
    const sheet = await loadRoundSheet(site, viewer, { round, address: new URL(args.request.url).searchParams }, list)
    await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `${list} of round ${round.id}` })
    return sendList(args, viewer, sheet, { name: `${round.name} ${sheet.name}.xlsx`, plainName: `round-${list}.xlsx` })
  })
