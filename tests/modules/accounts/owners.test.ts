// A phone number that is somebody's makes nobody a shop's owner by mere entry, by form or by Excel.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { agreeToOwnShops, createUser } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { registerShopAndOwner, importShopsFile, issueOwnerSlips, listRegisteredShops } from '#app/modules/shops/shops.server.ts'
import { westEntry } from '#tests/modules/shops/makers.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { persons } from '#db/schema/households.ts'
import { newId } from '#db/id.ts'
import { sealPlace } from '#db/sealed.ts'
import { aViewer, anAdmin } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aTrainee, operator, seeing } from './makers.ts'

const coordinator = aViewer('coordinator', { kind: 'everything' })
const phone = '13907264185'
const enter = (site: TestSite, viewer: Viewer, more: { ownerConfirmed?: string; phone?: string; name?: string } = {}) =>
  registerShopAndOwner(site, viewer, { ...westEntry, name: '小村腊味', ownerName: '谭腊梅', phone, ...more })
const asked = { status: 422, fields: { phone: [expect.stringContaining('同意登记为店主')] } }
const list = (number = phone) => Buffer.from(`店名,店主,手机号,乡镇,主营\n小村腊味,谭腊梅,${number},高乐山镇,腊肉\n`)
const rolesOf = async (site: TestSite, accountId: string) =>
  (await site.read.select({ role: grants.role }).from(grants).where(eq(grants.accountId, accountId))).map(({ role }) => role)

/** Somebody of the register who has never had an account. */
async function aRegisteredPerson(site: TestSite) {
  const id = newId()
  await site.write(
    'operator',
    'a person',
    async (tx) =>
      void (await tx.insert(persons).values({
        id,
        name: '谭腊梅',
        sex: 'female',
        birthday: '1984-05-06',
        regionCode: '422826100201',
        phoneFingerprint: site.keys.fingerprint(phone),
        phoneSealed: site.keys.seal(phone, sealPlace.phoneOfPerson(id)),
        knownAt: tx.at,
      })),
  )
  return id
}

test.each<[string, (site: TestSite) => Promise<unknown>]>([
  [
    'the administrator',
    (site) => createUser(site, operator, { name: '田管理', role: 'administrator', phone, password: '山上的茶叶香飘千万里' }),
  ],
  [
    'an official',
    (site) => createUser(site, operator, { name: '李干部', role: 'official', region: '422826', phone, password: '山上的茶叶香飘千万里' }),
  ],
  ['a trainee', (site) => aTrainee(site, { phone })],
  ['a person of the register', aRegisteredPerson],
])('the number of %s is refused, by form and by Excel, and no role is given', async (_who, make) => {
  const site = await aSite()
  await make(site)
  const before = (await site.read.select().from(grants)).length
  await expect(enter(site, coordinator)).rejects.toMatchObject(asked)
  for (const dryRun of [true, false]) {
    expect(await importShopsFile(site, coordinator, { fileName: '名录.csv', bytes: list(), dryRun })).toMatchObject([
      { outcome: 'refused', problem: { code: 'owner-not-agreed', column: '手机号' }, message: expect.stringContaining('同意登记为店主') },
    ])
  }
  expect(await listRegisteredShops(site, coordinator)).toEqual([])
  expect((await site.read.select().from(grants)).length).toBe(before)
})

test('who has agreed, signed in, is entered and has the role beside what she had', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site, { phone })
  await agreeToOwnShops(site, await seeing(site, accountId))
  await enter(site, coordinator)
  expect(await rolesOf(site, accountId)).toEqual(['trainee', 'shopOwner'])
  // She has a secret already: entering the shop gives nobody another.
  const [shop] = await listRegisteredShops(site, coordinator)
  await expect(issueOwnerSlips(site, coordinator, { shopIds: [shop!.id] })).rejects.toMatchObject({ status: 409 })
})

test('an agreement holds for 60 days', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site, { phone })
  await agreeToOwnShops(site, await seeing(site, accountId))
  site.clock.forward(61 * 86_400_000)
  await expect(enter(site, coordinator)).rejects.toMatchObject(asked)
})

test('of a family with one number, the one who has agreed is meant', async () => {
  const site = await aSite()
  await aRegisteredPerson(site)
  const { accountId, personId } = await aTrainee(site)
  await site.write(
    'operator',
    'the same number',
    async (tx) =>
      void (await tx
        .update(persons)
        .set({ phoneFingerprint: site.keys.fingerprint(phone) })
        .where(eq(persons.id, personId))),
  )
  await expect(enter(site, coordinator)).rejects.toMatchObject(asked)
  await agreeToOwnShops(site, await seeing(site, accountId))
  await enter(site, coordinator)
  expect(await rolesOf(site, accountId)).toContain('shopOwner')
})

test('an administrator enters her after making sure, with a word of how; a coordinator’s word is nothing', async () => {
  const site = await aSite()
  await aRegisteredPerson(site)
  await expect(enter(site, coordinator, { ownerConfirmed: '我打过电话' })).rejects.toMatchObject(asked)
  await expect(enter(site, anAdmin)).rejects.toMatchObject({ status: 422, fields: { ownerConfirmed: [expect.stringContaining('核对')] } })
  await enter(site, anAdmin, { ownerConfirmed: '本人带身份证来过' })
  expect(await listRegisteredShops(site, coordinator)).toMatchObject([{ isClaimed: false }])
})

test('who owns shops already is entered with another, on either side', async () => {
  const site = await aSite()
  await enter(site, coordinator)
  await enter(site, coordinator, { name: '小村腊味二店' })
  await registerShopAndOwner(site, coordinator, {
    ...westEntry,
    side: 'east',
    name: '余杭分店',
    ownerName: '谭腊梅',
    phone,
    regionCode: '330110',
  })
  const [account] = await site.read.select({ id: accounts.id }).from(accounts)
  expect(await rolesOf(site, account!.id)).toEqual(['shopOwner', 'mentor'])
  expect((await loadViewer(site, account!.id))!.grants).toHaveLength(2)
})
