// Rounds for tests, through the same doors as the screens.
import { addDaysTo } from '#app/modules/pairings/pairing.machine.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { acceptMatching, planRound, readProposal, readRound, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { aShop, coordinator, eastEntry, type Owned, westEntry } from '#tests/modules/shops/makers.ts'
import { aSite } from '#tests/support/site.ts'

/** A site with a round in which two western and two eastern shops collect wishes. */
export async function aCollectingRound() {
  const site = await aSite()
  const west = [
    await aShop(site, '唐崖茶叶店', westEntry),
    await aShop(site, '朝阳寺土货店', { ...westEntry, categories: ['fresh.potato'] }),
  ] as const
  const east = [
    await aShop(site, '余杭茶行', eastEntry),
    await aShop(site, '良渚食品', { ...eastEntry, categories: ['fresh.potato'], buys: ['fresh'] }),
  ] as const
  const roundId = await planRound(site, coordinator, { name: '2019 年春季', shopIds: [...west, ...east].map(({ shopId }) => shopId) })
  await stepRound(site, coordinator, { roundId, version: 0, event: { type: 'OPEN_WISHES', until: addDaysTo(site.now().toISOString(), 7) } })
  return { site, roundId, west, east }
}

/** The same, matched and accepted: each pairing waits for two answers. */
export async function aConfirmingRound() {
  const made = await aCollectingRound()
  const { site, roundId } = made
  await stepRound(site, coordinator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  const { pairs } = await readProposal(site, coordinator, { roundId })
  const { version } = await readRound(site, coordinator, { roundId })
  await acceptMatching(site, coordinator, { roundId, version, expected: pairs.map(({ west, east }) => [west, east] as const) })
  const lines = await listPairings(site, coordinator, { roundId })
  const pairingOf = ({ shopId }: Owned) => lines.find((line) => line.west.id === shopId)!.id
  return { ...made, pairingId: pairingOf(made.west[0]), otherPairingId: pairingOf(made.west[1]) }
}
