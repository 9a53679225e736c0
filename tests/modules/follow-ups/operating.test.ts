// In which months somebody sold something: told in a follow-up, or by the shop that she owns or works in; whose months she is not asked for.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { readFollowUp } from '#app/modules/follow-ups/follow-ups.server.ts'
import { addShopPerson, reportMonth } from '#app/modules/shops/shops.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { certificates } from '#db/schema/certificates.ts'
import { operatingMonths } from '#db/views/operating.ts'
import { aShop, westEntry } from '#tests/modules/shops/makers.ts'
import { anAdmin, anOfficer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aDueFollowUp, aGraduate, answer } from './makers.ts'

const monthsOf = (site: TestSite, personId: string) =>
  site.read
    .select({
      month: operatingMonths.month,
      sold: operatingMonths.sold,
      source: operatingMonths.source,
      knownAt: operatingMonths.knownAt,
      supersededAt: operatingMonths.supersededAt,
    })
    .from(operatingMonths)
    .where(eq(operatingMonths.personId, personId))

const figures = { orders: '10', employed: '1', employedRegistered: '0', boughtByEast: '0' }
const report = (site: TestSite, { shopId, owner }: Awaited<ReturnType<typeof aShop>>, month: string, sales: string) =>
  reportMonth(site, owner, { shopId, month, sales, ...figures })

test('an answer says of its month whether she sold, with its source and both clocks', async () => {
  const site = await aSite()
  const { id, personId } = await aDueFollowUp(site)
  await answer(site, id, { source: 'confirmed' })
  const first = site.now()
  expect(await monthsOf(site, personId)).toEqual([{ month: '2019-05', sold: 1, source: 'confirmed', knownAt: first, supersededAt: null }])
  site.clock.set('2019-06-09T09:00:00+08:00')
  await answer(site, id, { selling: 'no', reason: '听错了' })
  expect(await monthsOf(site, personId)).toEqual([
    { month: '2019-05', sold: 1, source: 'confirmed', knownAt: first, supersededAt: site.now() },
    { month: '2019-05', sold: 0, source: 'told', knownAt: site.now(), supersededAt: null },
  ])
})

test('who sells and sold nothing that month did not sell in it', async () => {
  const site = await aSite()
  const { id, personId } = await aDueFollowUp(site)
  await answer(site, id, { band: '0' })
  expect(await monthsOf(site, personId)).toMatchObject([{ sold: 0 }])
})

test('her shop’s months with sales are hers, as owner and as one of its people; months without sales say nothing', async () => {
  const site = await aSite()
  const { personId } = await aGraduate(site)
  const [shop, other] = [await aShop(site, '高山店', westEntry), await aShop(site, '清坪店', westEntry)]
  await site.write('operator', 'she owns it', async (tx) => {
    await tx.update(accounts).set({ personId: null }).where(eq(accounts.personId, personId))
    await tx.update(accounts).set({ personId }).where(eq(accounts.id, shop.owner.accountId))
  })
  await report(site, shop, '2019-02', '500')
  await report(site, shop, '2019-03', '0')
  const [certificate] = await site.read.select().from(certificates)
  await addShopPerson(site, other.owner, { shopId: other.shopId, code: certificate!.code })
  await report(site, other, '2019-02', '700') // before she was there
  await report(site, other, '2019-03', '700')
  expect((await monthsOf(site, personId)).map(({ month, sold, source }) => [month, sold, source]).sort()).toEqual([
    ['2019-02', 1, 'told'],
    ['2019-03', 1, 'told'],
  ])
})

test('whoever’s shop tells its months is not asked: the follow-up is done with that source', async () => {
  const site = await aSite()
  const { followUps } = await aGraduate(site)
  const shop = await aShop(site, '高山店', westEntry)
  const [certificate] = await site.read.select().from(certificates)
  await addShopPerson(site, shop.owner, { shopId: shop.shopId, code: certificate!.code })
  site.clock.set('2019-05-20T09:00:00+08:00')
  await report(site, shop, '2019-04', '0')
  site.clock.set('2019-06-01T09:00:00+08:00')
  await site.settle()
  const found = await readFollowUp(site, anOfficer, followUps[0]!.id)
  expect(found).toMatchObject({ state: 'answered', closedOn: '2019-06-01', context: { answeredBy: 'shop' }, answers: [] })
  expect((await readFollowUp(site, anAdmin, followUps[1]!.id)).state).toBe('planned')
})
