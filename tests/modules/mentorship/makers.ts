// Owners, shops and pairings for tests, through the same doors as the screens.
import sharp from 'sharp'
import {
  enterShop,
  acceptMatching,
  answerPairing,
  listPairings,
  planRound,
  proposeMatching,
  readRound,
  stepRound,
} from '#app/modules/mentorship/mentorship.server.ts'
import type { ShopEntry } from '#app/modules/mentorship/entries.ts'
import { later } from '#app/modules/mentorship/pairing.machine.ts'
import type { Grant, Viewer } from '#app/access/viewer.ts'
import { newId } from '#db/id.ts'
import { accounts } from '#db/schema/accounts.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

export const coordinator: Viewer = {
  accountId: 'operator',
  personId: null,
  name: '协调员',
  grants: [{ role: 'administrator', scope: { kind: 'everything' } }],
}
export const officerOf = (code: string): Viewer => ({
  accountId: `officer-${code}`,
  personId: null,
  name: '专干',
  grants: [{ role: 'townshipOfficer', scope: { kind: 'region', code } }],
})

export async function anOwner(
  site: TestSite,
  name: string,
  grants: Grant[] = [{ role: 'shopOwner', scope: { kind: 'own' } }],
): Promise<Viewer> {
  const accountId = newId()
  await site.write('operator', 'new owner', async (tx) => {
    await tx.insert(accounts).values({ id: accountId, name, secretKind: 'pin', createdAt: tx.at })
  })
  return { accountId, personId: null, name, grants }
}

export interface Owned {
  owner: Viewer
  shopId: string
}

export const westEntry: Omit<ShopEntry, 'ownerAccountId' | 'name'> = {
  side: 'west',
  regionCode: '422826103',
  platforms: ['taobao'],
  categories: ['drink.tea.green'],
  band: 1,
  staff: 4,
  registeredStaff: 2,
  startingSales: 3000,
  startingOrders: 20,
  needs: ['photos'],
  ships: ['ambient'],
}
export const eastEntry: Omit<ShopEntry, 'ownerAccountId' | 'name'> = {
  side: 'east',
  regionCode: '330110',
  platforms: ['taobao'],
  categories: ['drink.tea.green'],
  band: 3,
  staff: 30,
  willHelp: 1,
  teaches: ['photos'],
  handles: ['ambient'],
  buys: ['drink.tea'],
}

export async function aShop(site: TestSite, name: string, entry: Omit<ShopEntry, 'ownerAccountId' | 'name'>): Promise<Owned> {
  const owner = await anOwner(site, `${name}店主`)
  return { owner, shopId: await enterShop(site, coordinator, { ...entry, name, ownerAccountId: owner.accountId }) }
}

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
  await stepRound(site, coordinator, { roundId, version: 0, event: { type: 'OPEN_WISHES', until: later(site.now().toISOString(), 7) } })
  return { site, roundId, west, east }
}

/** The same, matched and accepted: each pairing waits for two answers. */
export async function aConfirmingRound() {
  const made = await aCollectingRound()
  const { site, roundId } = made
  await stepRound(site, coordinator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  const { pairs } = await proposeMatching(site, coordinator, { roundId })
  const { version } = await readRound(site, coordinator, { roundId })
  await acceptMatching(site, coordinator, { roundId, version, expected: pairs.map(({ west, east }) => [west, east] as const) })
  const lines = await listPairings(site, coordinator, { roundId })
  const pairingOf = ({ shopId }: Owned) => lines.find((line) => line.west.id === shopId)!.id
  return { ...made, pairingId: pairingOf(made.west[0]), otherPairingId: pairingOf(made.west[1]) }
}

/** The same, with the first pair helping since now. */
export async function anActivePairing() {
  const made = await aConfirmingRound()
  const [west, east] = [made.west[0], made.east[0]]
  await answerPairing(made.site, west.owner, { pairingId: made.pairingId, agrees: true })
  await answerPairing(made.site, east.owner, { pairingId: made.pairingId, agrees: true })
  await made.site.settle()
  return { ...made, helped: west, helper: east }
}

export const aDevice = 'phone-0001'
export const told = (sequence: number, contacted: boolean, aboutOther = '') => ({
  device: aDevice,
  sequence,
  contacted,
  done: '重拍了图',
  next: '上架',
  mood: 'well' as const,
  aboutOther,
})

/** A photo as a phone takes it: with the place where it was taken written into it. */
export const aPicture = () =>
  sharp({ create: { width: 1600, height: 900, channels: 3, background: '#3a7d44' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 40/1 0/1' } })
    .jpeg()
    .toBuffer()
