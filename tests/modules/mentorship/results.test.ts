// What help brought, and what is not said because too few would say it.
import { expect, test } from 'vitest'
import { pairingOutcomes, readResults, tellMonth } from '#app/modules/mentorship/mentorship.server.ts'
import { changeFrom, compareWith, median } from '#app/modules/mentorship/results.ts'
import { anActivePairing, aShop, coordinator, officerOf, westEntry } from './makers.ts'

const february = { month: '2019-02', orders: 40, employed: 4, employedRegistered: 2, boughtByEast: 1000 }

test('a change is against the own start, and nothing is said without one', () => {
  expect([changeFrom(3000, 4500), changeFrom(3000, 1500), changeFrom(0, 10), changeFrom(null, 10)]).toEqual([50, -50, null, null])
})

test('the middle is not moved by one very large shop', () => {
  expect([median([]), median([3]), median([1, 9]), median([1, 2, 900])]).toEqual([null, 3, 5, 2])
})

test('fewer than five shops are not compared with, and the number is said', () => {
  expect(compareWith([10, 20, null, 30, 40])).toEqual({ shops: 4, change: null, words: '同品类没有结对、又报了数的店只有 4 家，太少，不作比较。' })
  expect(compareWith([10, 20, 30, 40, 50])).toEqual({ shops: 5, change: 30, words: '同品类没有结对的 5 家店，中位变化 +30%。' })
})

test('a month stands beside the start and beside shops of its kind without a mentor, those with one left out', async () => {
  const { site, helped, west } = await anActivePairing()
  await tellMonth(site, helped.owner, { shopId: helped.shopId, ...february, sales: 6000 })
  for (let index = 1; index <= 5; index++) {
    const shop = await aShop(site, `没有结对的茶店${index}`, { ...westEntry, regionCode: '422826100' })
    await tellMonth(site, shop.owner, { shopId: shop.shopId, ...february, sales: 3000 + index * 300 })
  }
  const potatoes = await aShop(site, '没有结对的土豆店', { ...westEntry, categories: ['fresh.potato'] })
  await tellMonth(site, potatoes.owner, { shopId: potatoes.shopId, ...february, sales: 30_000 })
  await tellMonth(site, west[1].owner, { shopId: west[1].shopId, ...february, sales: 30_000 })
  const { months } = await readResults(site, helped.owner, { shopId: helped.shopId })
  expect(months).toMatchObject([{ month: '2019-02', salesChange: 100, ordersChange: 100, sourceName: '店主自报', compared: { shops: 5, change: 30 } }])
})

test('the mentor, who is never shown whom a shop employs, does not read its months', async () => {
  const { site, helped, helper } = await anActivePairing()
  await expect(readResults(site, helper.owner, { shopId: helped.shopId })).rejects.toMatchObject({ status: 404 })
  await expect(readResults(site, officerOf('422826100'), { shopId: helped.shopId })).rejects.toMatchObject({ status: 404 })
  expect((await readResults(site, officerOf('422826103'), { shopId: helped.shopId })).months).toEqual([])
})

test('figures by township are their lists, each in the reach of who asks', async () => {
  const { site, pairingId } = await anActivePairing()
  const [here] = await pairingOutcomes(site, officerOf('422826'))
  expect(here).toMatchObject({ code: '422826103', alive: [{ id: pairingId }], completed: [], ended: [], goals: 4, goalsReached: 0 })
  expect(await pairingOutcomes(site, officerOf('422826100'))).toEqual([])
  expect(await pairingOutcomes(site, coordinator)).toHaveLength(1)
})
