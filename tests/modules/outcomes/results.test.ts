// What help brought, and what is not said because too few would say it.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readOutcomeList, readOutcomes, readResults } from '#app/modules/outcomes/outcomes.server.ts'
import { figureKeys, figureLabels } from '#app/modules/outcomes/outcomes.ts'
import { computeChange, compareMonth, compareChanges, median } from '#app/modules/outcomes/results.ts'
import { confirmMonth, correctMonth, reportMonth } from '#app/modules/shops/shops.server.ts'
import { shopResults } from '#db/schema/shop-files.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'
import { aShop, officerOf, westEntry } from '#tests/modules/shops/makers.ts'

const february = { month: '2019-02', orders: 40, employed: 4, employedRegistered: 2, boughtByEast: 1000 }

test('a change is against the own start, and nothing is said without one', () => {
  expect([computeChange(3000, 4500), computeChange(3000, 1500), computeChange(0, 10), computeChange(null, 10)]).toEqual([
    50,
    -50,
    null,
    null,
  ])
})

test('the middle is not moved by one very large shop', () => {
  expect([median([]), median([3]), median([1, 9]), median([1, 2, 900])]).toEqual([null, 3, 5, 2])
})

test('fewer than five shops are not compared with, and the number is said', () => {
  expect(compareChanges([10, 20, null, 30, 40])).toEqual({
    shops: 4,
    change: null,
    words: '同品类没有结对、又报了数的店只有 4 家，太少，不作比较。',
  })
  expect(compareChanges([10, 20, 30, 40, 50])).toEqual({ shops: 5, change: 30, words: '同品类没有结对的 5 家店，中位变化 +30%。' })
})

test('a month stands beside the start and beside shops of its kind without a mentor, those with one left out', async () => {
  const { site, helped, west } = await anActivePairing()
  await reportMonth(site, helped.owner, { shopId: helped.shopId, ...february, sales: 6000 })
  for (let index = 1; index <= 5; index++) {
    const shop = await aShop(site, `没有结对的茶店${index}`, { ...westEntry, regionCode: '422826100' })
    await reportMonth(site, shop.owner, { shopId: shop.shopId, ...february, sales: 3000 + index * 300 })
  }
  const potatoes = await aShop(site, '没有结对的土豆店', { ...westEntry, categories: ['fresh.potato'] })
  await reportMonth(site, potatoes.owner, { shopId: potatoes.shopId, ...february, sales: 30_000 })
  await reportMonth(site, west[1].owner, { shopId: west[1].shopId, ...february, sales: 30_000 })
  const { months } = await readResults(site, helped.owner, { shopId: helped.shopId })
  expect(months).toMatchObject([
    { month: '2019-02', salesChange: 100, ordersChange: 100, sourceName: '店主自报', compared: { shops: 5, change: 30 } },
  ])
})

test('the mentor, who is never shown whom a shop employs, does not read its months', async () => {
  const { site, helped, helper } = await anActivePairing()
  await expect(readResults(site, helper.owner, { shopId: helped.shopId })).rejects.toMatchObject({ status: 404 })
  await expect(readResults(site, officerOf('422826100'), { shopId: helped.shopId })).rejects.toMatchObject({ status: 404 })
  expect((await readResults(site, officerOf('422826103'), { shopId: helped.shopId })).months).toEqual([])
})

test('figures by township are their lists, each in the reach of who asks', async () => {
  const { site, pairingId, helped } = await anActivePairing()
  const period = { from: '2019-01', to: '2019-03' }
  site.clock.set('2019-04-02T09:00:00+08:00')
  await reportMonth(site, helped.owner, {
    shopId: helped.shopId,
    ...february,
    month: '2019-03',
    sales: 6000,
    employed: 3,
    employedRegistered: 2,
    boughtByEast: 700,
  })
  const official = officerOf('422826')
  const { all, byTownship } = await readOutcomes(site, official, period)
  expect(byTownship.map(({ code }) => code)).toEqual(['422826103'])
  expect(all).toMatchObject({
    alive: 1,
    completed: 0,
    endedEarly: 0,
    neverBegan: 0,
    goals: 4,
    goalsConfirmed: 0,
    sales: 6000,
    salesAtStart: 3000,
    bought: 700,
    employed: 3,
    employedRegistered: 2,
  })
  for (const figure of figureKeys) expect((await readOutcomeList(site, official, { ...period, figure })).count).toBe(all[figure])
  expect((await readOutcomeList(site, official, { ...period, figure: 'alive' })).rows).toMatchObject([
    { pairingId, why: '现在的状态是「帮扶中」' },
  ])
  expect((await readOutcomeList(site, official, { ...period, figure: 'bought' })).rows).toMatchObject([{ value: 700, source: '店主自报' }])
  expect((await readOutcomes(site, official, { from: '2019-04', to: '2019-04' })).all.bought).toBe(0)
  expect((await readOutcomes(site, officerOf('422826100'), period)).all).toMatchObject({ alive: 0, bought: 0 })
  await expect(readOutcomes(site, helped.owner, period)).rejects.toMatchObject({ status: 403 })
})

test('every figure of pairing is written down where officials read what figures count, with its unit', () => {
  const page = readFileSync('docs/indicators.md', 'utf8')
  for (const figure of figureKeys) expect(page).toContain(`| \`${figure}\` | ${figureLabels[figure].unit} |`)
})

test('sales and orders are both compared, where enough shops told of both', () => {
  expect(compareMonth([10, 20, 30, 40, 50], [1, 2, 3, 4, 5])).toEqual({
    shops: 5,
    change: 30,
    ordersChange: 3,
    words: '同品类没有结对的 5 家店，中位变化：销售额 +30%，订单 +3%。',
  })
  expect(compareMonth([10, 20, 30, 40, 50], [1, 2, 3, null, null])).toMatchObject({
    change: 30,
    ordersChange: null,
    words: '同品类没有结对的 5 家店，中位变化 +30%。',
  })
  expect(compareMonth([10], [1])).toMatchObject({
    shops: 1,
    change: null,
    words: '同品类没有结对、又报了数的店只有 1 家，太少，不作比较。',
  })
})

test('a confirmed month is put right by an officer with a reason, and the old figures are kept', async () => {
  const { site, helped } = await anActivePairing()
  const officer = officerOf('422826103')
  const figures = { sales: 6000, orders: 40, employed: 3, employedRegistered: 2, boughtByEast: 700 }
  const resultId = await reportMonth(site, helped.owner, { shopId: helped.shopId, month: '2019-02', ...figures })
  await confirmMonth(site, officer, { resultId })
  await expect(correctMonth(site, officer, { resultId, ...figures, sales: 600, reason: '' })).rejects.toMatchObject({ status: 422 })
  await expect(correctMonth(site, officerOf('422826100'), { resultId, ...figures, reason: '多写了一个零' })).rejects.toMatchObject({
    status: 404,
  })
  await expect(correctMonth(site, helped.owner, { resultId, ...figures, reason: '多写了一个零' })).rejects.toMatchObject({ status: 404 })
  await correctMonth(site, officer, { resultId, ...figures, sales: 600, reason: '多写了一个零' })
  expect((await readResults(site, helped.owner, { shopId: helped.shopId })).months).toMatchObject([
    { month: '2019-02', sales: 600, source: 'confirmed' },
  ])
  expect(await site.read.$count(shopResults)).toBe(2)
})
