// Owners and shops for tests, through the same doors as the screens.
import sharp from 'sharp'
import type { Grant, Viewer } from '#app/access/viewer.ts'
import type { ShopEntry } from '#app/modules/shops/entries.ts'
import { registerShop } from '#app/modules/shops/shops.server.ts'
import { newId } from '#db/id.ts'
import { accounts } from '#db/schema/accounts.ts'
import type { TestSite } from '#tests/support/site.ts'

export const coordinator: Viewer = {
  accountId: 'operator',
  personId: null,
  name: '协调员',
  grants: [{ role: 'coordinator', scope: { kind: 'everything' } }],
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
  return { owner, shopId: await registerShop(site, coordinator, { ...entry, name, ownerAccountId: owner.accountId }) }
}

/** A photo as a phone takes it: with the place where it was taken written into it. */
export const aPicture = () =>
  sharp({ create: { width: 1600, height: 900, channels: 3, background: '#3a7d44' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 40/1 0/1' } })
    .jpeg()
    .toBuffer()
