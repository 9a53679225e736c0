// The coordinator's desk: who waits for what, another helper, the register of shops, certified people, the plan's template.
import { expect, test } from 'vitest'
import { redeemSlip, viewerOfAccount } from '#app/modules/accounts/accounts.server.ts'
import { readMyShops, readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import {
  answerPairing,
  draftTemplate,
  helpedShops,
  mentoredPersons,
  proveGoal,
  publishTemplate,
  readPairing,
  stepPairing,
  templateImpact,
  templateInUse,
} from '#app/modules/pairings/pairings.server.ts'
import { planTemplate } from '#app/modules/pairings/plan/plan.ts'
import { readRound, rematchChoices, stepRound } from '#app/modules/rounds/rounds.server.ts'
import {
  addShopPerson,
  enterShopOf,
  issueOwnerSlips,
  listShops,
  peopleOfShop,
  readRegister,
  removeShopPerson,
} from '#app/modules/shops/shops.server.ts'
import { aHolder } from '#tests/modules/certificates/makers.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'
import { aConfirmingRound } from '#tests/modules/rounds/makers.ts'
import { coordinator, eastEntry, officerOf, westEntry } from '#tests/modules/shops/makers.ts'

const day = 24 * 60 * 60 * 1000

test('the desk says who waits for what, within reach', async () => {
  const { site, west, pairingId, otherPairingId } = await aConfirmingRound()
  await answerPairing(site, west[0].owner, { pairingId, agrees: true })
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  const { waiting } = await readPairingDesk(site, coordinator)
  expect(waiting.map(({ line, what, whom }) => [line.id, what, whom])).toEqual([
    [otherPairingId, 'rematch', []],
    [pairingId, 'answer', ['east']],
  ])
  expect((await readPairingDesk(site, officerOf('422826100'))).waiting).toEqual([])
})

test('a shop has help from the proposal on, until that is declined; an officer is told of his region alone', async () => {
  const { site, west, east, otherPairingId } = await aConfirmingRound()
  expect(await helpedShops(site, coordinator)).toEqual(new Set(west.map(({ shopId }) => shopId)))
  await answerPairing(site, east[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  expect(await helpedShops(site, coordinator)).toEqual(new Set([west[0].shopId]))
  expect(await helpedShops(site, officerOf('422826103'))).toEqual(new Set([west[0].shopId]))
  expect(await helpedShops(site, officerOf('422826100'))).toEqual(new Set())
})

test('a paused pairing is evaluated with its round', async () => {
  const { site, roundId, helped, pairingId, otherPairingId, west } = await anActivePairing()
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  await site.settle()
  const { version } = await readPairing(site, helped.owner, { pairingId })
  await stepPairing(site, helped.owner, { pairingId, version, event: { type: 'PAUSE', reason: '收茶', until: '2019-04-01' } })
  await stepRound(site, coordinator, {
    roundId,
    version: (await readRound(site, coordinator, { roundId })).version,
    event: { type: 'EVALUATE' },
  })
  expect((await readPairing(site, helped.owner, { pairingId })).state).toBe('evaluating')
})

test('who looks for another helper is told what stands against each', async () => {
  const { site, west, east, otherPairingId } = await aConfirmingRound()
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  const choices = await rematchChoices(site, coordinator, { pairingId: otherPairingId })
  expect(choices).toHaveLength(2)
  expect(choices.find(({ id }) => id === east[1].shopId)?.against).toContain('不能指定')
  expect(choices.find(({ id }) => id === east[0].shopId)).toMatchObject({ places: 0, against: expect.stringContaining('名额') as string })
})

test('a shop entered with a phone number is claimed by its owner with a slip', async () => {
  const { site } = await aConfirmingRound()
  const entry = { ...westEntry, name: '小村腊味', ownerName: '谭腊梅', phone: '199 0002 0003' }
  await expect(enterShopOf(site, coordinator, { ...entry, phone: '123' })).rejects.toMatchObject({
    status: 422,
    fields: { phone: ['手机号应是 11 位数字'] },
  })
  await expect(enterShopOf(site, officerOf('422826'), entry)).rejects.toMatchObject({ status: 403 })
  const shopId = await enterShopOf(site, coordinator, entry)
  expect(await readRegister(site, coordinator, { shopId })).toMatchObject([{ ownerName: '谭腊梅', isClaimed: false }])
  const {
    slips: [slip],
  } = await issueOwnerSlips(site, coordinator, { shopIds: [shopId] })
  await redeemSlip(site, { code: slip!.code, secret: '739154' })
  expect(await readRegister(site, coordinator, { shopId })).toMatchObject([{ isClaimed: true }])
  const owner = (await viewerOfAccount(site, slip!.accountId))!
  expect(await readMyShops(site, owner)).toMatchObject([{ shop: { id: shopId }, tasks: [] }])
})

test('one owner with two shops has one account and one slip', async () => {
  const { site } = await aConfirmingRound()
  const owner = { ownerName: '余径山', phone: '19900020051' }
  const shopIds = [
    await enterShopOf(site, coordinator, { ...eastEntry, ...owner, name: '径山一店' }),
    await enterShopOf(site, coordinator, { ...eastEntry, ...owner, name: '径山二店' }),
  ]
  expect((await issueOwnerSlips(site, coordinator, { shopIds })).slips).toHaveLength(1)
})

test('officers see the western shops of their region, and none of the east', async () => {
  const { site } = await aConfirmingRound()
  expect((await listShops(site, officerOf('422826103'))).map(({ side }) => side)).toEqual(['west', 'west'])
  expect(await listShops(site, officerOf('422826100'))).toEqual([])
})

test('a certified person of a shop is noted by the code of her certificate, and counts as mentored while the shop is helped', async () => {
  const { site, helped, helper } = await anActivePairing()
  const { certificate, personId } = await aHolder(site)
  const { code } = certificate
  await expect(addShopPerson(site, helped.owner, { shopId: helped.shopId, code: 'ABC' })).rejects.toMatchObject({ status: 422 })
  await expect(addShopPerson(site, helper.owner, { shopId: helped.shopId, code })).rejects.toMatchObject({ status: 404 })
  await addShopPerson(site, helped.owner, { shopId: helped.shopId, code })
  await addShopPerson(site, officerOf('422826103'), { shopId: helped.shopId, code })
  const people = await peopleOfShop(site, helped.owner, { shopId: helped.shopId })
  expect(people).toHaveLength(1)
  expect([...(await mentoredPersons(site)).keys()]).toEqual([personId])
  await removeShopPerson(site, helped.owner, { shopId: helped.shopId, entryId: people[0]!.entryId })
  expect(await peopleOfShop(site, helped.owner, { shopId: helped.shopId })).toEqual([])
  expect((await mentoredPersons(site)).size).toBe(0)
})

test('a changed template is what new plans are made from; running ones change only if asked to, and what was reached stays', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const goals = planTemplate.goals
    .filter(({ goal }) => goal !== 'first-order')
    .map((goal) => ({ ...goal, needs: [...goal.needs], after: goal.goal === 'ten-orders' ? 85 : goal.after }))
  const entry = { goals, why: '去年的经验' }
  await expect(publishTemplate(site, officerOf('422826'), { ...entry, toRunning: false })).rejects.toMatchObject({ status: 403 })
  await expect(
    publishTemplate(site, coordinator, { goals: [{ ...goals[0]!, after: 400 }], why: '太久', toRunning: false }),
  ).rejects.toMatchObject({ status: 422 })
  const plan = async () => (await readPairing(site, helped.owner, { pairingId })).goals.map(({ goal, dueOn }) => `${goal} ${dueOn}`)
  const before = await plan()
  const impact = await templateImpact(site, coordinator, await draftTemplate(site, entry))
  expect(impact).toMatchObject([{ pairingId, changes: [{ change: 'removed' }, { change: 'moved' }] }])
  await publishTemplate(site, coordinator, { ...entry, toRunning: false })
  expect((await templateInUse(site.read)).version).toBe(2)
  expect(await plan()).toEqual(before)
  await publishTemplate(site, coordinator, { ...entry, toRunning: true })
  expect(await plan()).toEqual(['first-listing 2019-03-14', 'five-photos 2019-03-24', 'ten-orders 2019-05-28'])
})

test('a goal that is renamed or asks for another proof is said to change, and does, unless it was reached', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  await proveGoal(site, helped.owner, { pairingId, goal: 'first-listing', proof: 'https://example.com/item/1' })
  const goals = planTemplate.goals.map((goal) => ({
    ...goal,
    needs: [...goal.needs],
    ...(['first-order', 'first-listing'].includes(goal.goal) ? { title: `新的${goal.title}`, proofKind: 'picture' as const } : {}),
  }))
  const entry = { goals, why: '看图才放心' }
  expect((await templateImpact(site, coordinator, await draftTemplate(site, entry)))[0]?.changes.map(({ words }) => words)).toEqual([
    '「第一笔订单」改叫「新的第一笔订单」，凭据由数字改为图片',
  ])
  await publishTemplate(site, coordinator, { ...entry, toRunning: true })
  expect((await readPairing(site, helped.owner, { pairingId })).goals).toMatchObject([
    { title: '第一件商品上架', proofKind: 'link' },
    {},
    { title: '新的第一笔订单', proofKind: 'picture', dueOn: '2019-04-03' },
    {},
  ])
})

test('a template put to use late in a pairing makes no goal late', async () => {
  const { site, helped, pairingId } = await anActivePairing() // 2019-03-04 to 2019-06-02
  const dues = async () =>
    Object.fromEntries((await readPairing(site, helped.owner, { pairingId })).goals.map(({ goal, dueOn }) => [goal, dueOn]))
  const publish = async (more: { goal: string; after: number }[], moved: Record<string, number> = {}) => {
    const kept = planTemplate.goals.map((goal) => ({ ...goal, needs: [...goal.needs], after: moved[goal.goal] ?? goal.after }))
    const entry = {
      goals: [...kept, ...more.map((goal) => ({ ...goal, title: '寄一箱样品', needs: [], proofKind: 'picture' as const }))],
      why: '去年的经验',
    }
    const said = (await templateImpact(site, coordinator, await draftTemplate(site, entry)))[0]?.changes.map(({ words }) => words)
    await publishTemplate(site, coordinator, { ...entry, toRunning: true })
    return said
  }
  const before = await dues()
  site.clock.forward(40 * day) // 2019-04-13
  await site.settle()
  const [past, near, far] = [
    { goal: 'past', after: 5 },
    { goal: 'near', after: 45 },
    { goal: 'far', after: 60 },
  ]
  const moved = { 'ten-orders': 30, 'five-photos': 10 } // the latter is late already: it stays so, and no further
  expect(await publish([past, near, far], moved)).toEqual([
    '增加「寄一箱样品」，2019年4月27日（含）前完成',
    '增加「寄一箱样品」，2019年4月27日（含）前完成',
    '增加「寄一箱样品」，2019年5月3日（含）前完成',
    '「累计十笔订单」由2019年5月23日改到2019年4月27日',
  ])
  const after = { ...before, past: '2019-04-27', near: '2019-04-27', far: '2019-05-03', 'ten-orders': '2019-04-27' }
  expect(await dues()).toEqual(after)

  site.clock.forward(40 * day) // 2019-05-23, ten days before the term is over
  await site.settle()
  expect(await publish([past, near, far, { goal: 'last', after: 50 }], moved)).toEqual(['增加「寄一箱样品」，2019年6月2日（含）前完成'])
  expect(await dues()).toEqual({ ...after, last: '2019-06-02' })
})

test('lateness is listed for the township officer', async () => {
  const { site, pairingId } = await anActivePairing()
  for (const days of [15, 3]) {
    site.clock.forward(days * day)
    await site.settle()
  }
  const { waiting } = await readPairingDesk(site, officerOf('422826103'))
  expect(waiting.filter(({ what }) => what === 'officer').map(({ line }) => line.id)).toEqual([pairingId])
})
