// What waits for whom, over all pairings, shops and ratings that a desk may see.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMonth } from '#app/calendar.ts'
import type { PairingLine, WaitingPairing } from '#app/modules/pairings/pairing-line.ts'
import {
  listGoalsToConfirm,
  listHelpedShops,
  listPairings,
  listReportedMessages,
  listWaitingPairings,
} from '#app/modules/pairings/pairings.server.ts'
import { listOpenAppeals } from '#app/modules/ratings/ratings.server.ts'
import { listClosedRounds } from '#app/modules/rounds/rounds.server.ts'
import { canCoordinate } from '#app/modules/shops/policy.ts'
import { listMonthsToConfirm } from '#app/modules/shops/shops.server.ts'
import type { Site } from '#app/site.ts'

export interface ToConfirm {
  kind: 'goal' | 'month'
  pairingId: string | null
  shopId: string
  shopName: string
  words: string
}

export interface Desk {
  waiting: WaitingPairing[]
  toConfirm: ToConfirm[]
  /** For the coordinator alone. */
  reported: { pairingId: string; shopNames: string; reason: string; at: Date }[]
  appeals: { shopId: string; shopName: string; appeal: string }[]
}

/** Returns all that waits in the viewer's reach, the most urgent kinds first. `known`: the pairings in reach, if they are listed already. */
export async function readPairingDesk(site: Site, viewer: Viewer, known?: readonly PairingLine[]): Promise<Desk> {
  const lines = known ?? (await listPairings(site, viewer))
  const waiting = await listWaitingPairings(site, lines)
  // Shops that found another helper, or whose round is over, need none.
  const helped = await listHelpedShops(site, viewer)
  const closed = await listClosedRounds(site.read)
  return {
    waiting: waiting.filter(({ what, line }) => what !== 'rematch' || (!helped.has(line.west.id) && !closed.has(line.roundId))),
    toConfirm: await proofsToConfirm(site, viewer, lines),
    reported: canCoordinate(viewer) ? await listReportedMessages(site, lines) : [],
    appeals: canCoordinate(viewer) ? await listOpenAppeals(site) : [],
  }
}

async function proofsToConfirm(site: Site, viewer: Viewer, lines: readonly PairingLine[]): Promise<ToConfirm[]> {
  const seen = new Map(lines.map((line) => [line.id, line]))
  const goals = await listGoalsToConfirm(site.read)
  const months = await listMonthsToConfirm(site, viewer)
  return [
    ...goals.flatMap(({ pairingId, title }): ToConfirm[] => {
      const line = seen.get(pairingId)
      return line ? [{ kind: 'goal', pairingId, shopId: line.west.id, shopName: line.west.name, words: title }] : []
    }),
    ...months.map(({ shopId, shopName, month }): ToConfirm => ({
      kind: 'month',
      pairingId: lines.find(({ west }) => west.id === shopId)?.id ?? null,
      shopId,
      shopName,
      words: `${formatMonth(month)}的数字`,
    })),
  ]
}
