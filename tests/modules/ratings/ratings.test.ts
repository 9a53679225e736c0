// Credit ratings: what may be done with a rating. The public rules: rules.test.ts.
import { expect, test } from 'vitest'
import { recordFact, type FactEntry, rateShop, readRatings, stepRating } from '#app/modules/ratings/ratings.server.ts'
import { aCollectingRound } from '#tests/modules/rounds/makers.ts'
import { anOwner, coordinator, officerOf } from '#tests/modules/shops/makers.ts'

const met: FactEntry = { kind: 'standardMet', happenedOn: '2019-03-01', words: '抽检包装合格' }

async function aRatedShop() {
  const made = await aCollectingRound()
  const { site, west } = made
  const officer = officerOf('422826103')
  for (let count = 0; count < 3; count++) await recordFact(site, officer, { shopId: west[0].shopId, ...met })
  const ratingId = await rateShop(site, coordinator, { shopId: west[0].shopId })
  return { ...made, officer, shop: west[0], ratingId }
}

test('the owner sees each point with its fact, and appeals; the coordinator decides', async () => {
  const { site, shop, ratingId } = await aRatedShop()
  const [rating] = await readRatings(site, shop.owner, { shopId: shop.shopId })
  expect(rating).toMatchObject({
    id: ratingId,
    state: 'current',
    points: 70,
    grade: 'B',
    facts: [{ kindName: '产品达到标准', points: 10 }, { points: 10 }, { points: 0 }],
  })
  await expect(
    stepRating(site, coordinator, { ratingId, version: 0, event: { type: 'APPEAL', reason: '代他申诉' } }),
  ).rejects.toMatchObject({ status: 403 })
  expect(await stepRating(site, shop.owner, { ratingId, version: 0, event: { type: 'APPEAL', reason: '少算一次' } })).toBe('appealed')
  await expect(
    stepRating(site, coordinator, { ratingId, version: 1, event: { type: 'MEASURE', kind: 'penalty', words: '通报批评' } }),
  ).rejects.toMatchObject({ status: 409 })
  await expect(rateShop(site, coordinator, { shopId: shop.shopId })).rejects.toMatchObject({ status: 409 })
  await expect(
    stepRating(site, shop.owner, { ratingId, version: 1, event: { type: 'WITHDRAW', reason: '自己撤销' } }),
  ).rejects.toMatchObject({ status: 403 })
  expect(await stepRating(site, coordinator, { ratingId, version: 1, event: { type: 'UPHOLD', reason: '核对无误' } })).toBe('current')
  await expect(
    stepRating(site, shop.owner, { ratingId, version: 2, event: { type: 'APPEAL', reason: '再申诉一次' } }),
  ).rejects.toMatchObject({ status: 409 })
  expect(await stepRating(site, coordinator, { ratingId, version: 2, event: { type: 'MEASURE', kind: 'reward', words: '优先参展' } })).toBe(
    'current',
  )
})

test('an appeal comes within thirty days, and a rating lapses when its oldest fact is a year old, also across a restart', async () => {
  const { site, shop, ratingId } = await aRatedShop()
  site.clock.set('2019-04-03T12:00:00+08:00')
  await expect(stepRating(site, shop.owner, { ratingId, version: 0, event: { type: 'APPEAL', reason: '太迟了' } })).rejects.toMatchObject({
    status: 409,
  })
  const again = await site.restart()
  again.clock.set('2020-02-28T23:59:00+08:00')
  await again.settle()
  expect((await readRatings(again, shop.owner, { shopId: shop.shopId }))[0]?.state).toBe('current')
  again.clock.set('2020-02-29T00:00:00+08:00')
  await again.settle()
  expect((await readRatings(again, shop.owner, { shopId: shop.shopId }))[0]?.state).toBe('lapsed')
})

test('a new rating takes the place of the old one', async () => {
  const { site, shop, officer, ratingId } = await aRatedShop()
  site.clock.forward(60_000)
  await recordFact(site, officer, { shopId: shop.shopId, kind: 'complaintIgnored', happenedOn: '2019-03-03', words: '三天没有答复' })
  const next = await rateShop(site, coordinator, { shopId: shop.shopId })
  expect((await readRatings(site, coordinator, { shopId: shop.shopId })).map(({ id, state, points }) => [id, state, points])).toEqual([
    [next, 'current', 60],
    [ratingId, 'replaced', 70],
  ])
})

test('facts are entered by officers of the region, about the past, and ratings are read by no stranger', async () => {
  const { site, west } = await aCollectingRound()
  const { shopId, owner } = west[0]
  for (const viewer of [owner, officerOf('422826100')])
    await expect(recordFact(site, viewer, { shopId, ...met })).rejects.toMatchObject({ status: 404 })
  await expect(recordFact(site, officerOf('422826103'), { shopId, ...met, happenedOn: '2019-03-05' })).rejects.toMatchObject({
    status: 422,
  })
  await expect(rateShop(site, coordinator, { shopId })).rejects.toMatchObject({ status: 409, message: '核实过的事实太少，暂不评级。' })
  await expect(readRatings(site, await anOwner(site, '过路人'), { shopId })).rejects.toMatchObject({ status: 404 })
  await expect(rateShop(site, owner, { shopId })).rejects.toMatchObject({ status: 403 })
})
