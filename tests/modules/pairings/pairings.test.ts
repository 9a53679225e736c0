// What happens in a pairing: answers, check-ins, lateness, ends, rematching, messages, figures; and who sees what.
import { expect, test } from 'vitest'
import { readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import {
  answerPairing,
  assessPairing,
  submitCheckIn,
  confirmGoal,
  listPairings,
  submitGoalProof,
  readPairing,
  reportMessage,
  sendMessage,
  settleMessage,
  stepPairing,
  listSubstitutions,
  readTemplateImpact,
  wasHelped,
} from '#app/modules/pairings/pairings.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { TestSite } from '#tests/support/site.ts'
import { planTemplate } from '#app/modules/pairings/plan/plan.ts'
import { rematch } from '#app/modules/rounds/rounds.server.ts'
import { changeShop, confirmMonth, listShops, reportMonth } from '#app/modules/shops/shops.server.ts'
import { aConfirmingRound } from '#tests/modules/rounds/makers.ts'
import { anOwner, aPicture, aShop, coordinator, eastEntry, officerOf, westEntry } from '#tests/modules/shops/makers.ts'
import { aDevice, anActivePairing, told } from './makers.ts'
import type { pairingMachine } from '#app/modules/pairings/pairing.machine.ts'
import { isOneOf } from '#app/workflow/states.ts'
import { mostRowsOf } from '#tests/support/plans.ts'

const day = 24 * 60 * 60 * 1000
/** Those that are past a nudge. */
const latePairings = (site: TestSite, viewer: Viewer) =>
  listPairings(site, viewer, { which: isOneOf<typeof pairingMachine>('alive.active.escalated', 'alive.atRisk') })
const month = { month: '2019-02', sales: 5000, orders: 40, employed: 4, employedRegistered: 2, boughtByEast: 1000 }

test('it is active once both have agreed, with a plan by what the western shop needs', async () => {
  const { site, west, east, pairingId } = await aConfirmingRound()
  expect(await answerPairing(site, west[0].owner, { pairingId, agrees: true })).toBe('proposed')
  await expect(answerPairing(site, west[0].owner, { pairingId, agrees: true })).rejects.toMatchObject({ status: 409 })
  expect(await answerPairing(site, east[0].owner, { pairingId, agrees: true })).toBe('alive.active.onTrack')
  await site.settle()
  const { goals } = await readPairing(site, west[0].owner, { pairingId })
  expect(goals.map(({ title, dueOn }) => `${dueOn} ${title}`)).toEqual([
    '2019-03-14 第一件商品上架',
    '2019-03-24 重拍五张商品图',
    '2019-04-03 第一笔订单',
    '2019-05-23 累计十笔订单',
  ])
})

test('a no needs a reason', async () => {
  const { site, east, pairingId } = await aConfirmingRound()
  await expect(answerPairing(site, east[0].owner, { pairingId, agrees: false })).rejects.toMatchObject({ status: 422 })
  expect(await answerPairing(site, east[0].owner, { pairingId, agrees: false, reason: '人手不够' })).toBe('declined')
})

test('one side alone is no contact; once both say so, it is one, and the next is due in two weeks', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  site.clock.forward(5 * day)
  expect(await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })).toMatchObject({ contact: false })
  expect(await submitCheckIn(site, helper.owner, { pairingId, ...told(2, false) })).toMatchObject({ contact: false })
  expect(await submitCheckIn(site, helper.owner, { pairingId, ...told(3, true) })).toMatchObject({ contact: true })
  expect((await readPairing(site, helped.owner, { pairingId })).context).toMatchObject({
    contacts: 1,
    contactDue: new Date(site.now().getTime() + 14 * day).toISOString(),
  })
})

test('a check-in that is sent again is the same', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const first = await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })
  expect(await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })).toEqual(first)
  expect((await readPairing(site, helped.owner, { pairingId })).checkIns).toHaveLength(1)
})

test('what is said about the other is for the coordinator alone until both have said it', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, false, '没有接电话') })
  const seenBy = async (viewer: typeof coordinator) =>
    (await readPairing(site, viewer, { pairingId })).checkIns.map(({ aboutOther }) => aboutOther)
  expect(await seenBy(helper.owner)).toEqual([null])
  expect(await seenBy(officerOf('422826103'))).toEqual([null])
  expect(await seenBy(helped.owner)).toEqual(['没有接电话'])
  expect(await seenBy(coordinator)).toEqual(['没有接电话'])
  await submitCheckIn(site, helper.owner, { pairingId, ...told(2, true, '换了号码') })
  expect(await seenBy(helper.owner)).toEqual(['没有接电话', '换了号码'])
  expect(await seenBy(helped.owner)).toEqual(['没有接电话', '换了号码'])
})

test('a late check-in climbs: a nudge, the township officer, at risk; a contact brings it back', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  const officer = officerOf('422826103')
  const stateAfter = async (days: number) => {
    site.clock.forward(days * day)
    await site.settle()
    return (await readPairing(site, helped.owner, { pairingId })).state
  }
  expect(await stateAfter(13)).toBe('alive.active.onTrack')
  expect(await stateAfter(1)).toBe('alive.active.nudged')
  expect(await latePairings(site, officer)).toEqual([])
  expect(await stateAfter(3)).toBe('alive.active.escalated')
  expect(await latePairings(site, officer)).toMatchObject([{ id: pairingId }])
  expect(await latePairings(site, officerOf('422826100'))).toEqual([])
  expect(await stateAfter(4)).toBe('alive.atRisk')
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })
  await submitCheckIn(site, helper.owner, { pairingId, ...told(2, true) })
  expect(await stateAfter(0)).toBe('alive.active.onTrack')
})

test('a server that slept for a month catches up with every step of lateness', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const again = await site.restart()
  again.clock.forward(30 * day)
  await again.settle()
  expect((await readPairing(again, helped.owner, { pairingId })).state).toBe('alive.atRisk')
})

test('after ninety days it is evaluated, blind until both have; then it is complete', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  site.clock.forward(90 * day)
  await site.settle()
  expect(await assessPairing(site, helped.owner, { pairingId, helped: 'much', words: '学到了很多' })).toBe('evaluating')
  expect((await readPairing(site, helper.owner, { pairingId })).assessments).toEqual([])
  expect((await readPairing(site, coordinator, { pairingId })).assessments).toHaveLength(1)
  expect(await assessPairing(site, helper.owner, { pairingId, helped: 'some', words: '回复慢' })).toBe('completed')
  expect((await readPairing(site, helper.owner, { pairingId })).assessments).toHaveLength(2)
})

test('a pause ends on its day', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const { version } = await readPairing(site, helped.owner, { pairingId })
  expect(await stepPairing(site, helped.owner, { pairingId, version, event: { type: 'PAUSE', reason: '采茶', until: '2019-04-01' } })).toBe(
    'paused',
  )
  site.clock.set('2019-04-01T00:00:00+08:00')
  await site.settle()
  expect((await readPairing(site, helped.owner, { pairingId })).state).toBe('alive.active.onTrack')
})

test('a dissolved pairing is rematched, never with the one that failed, and its history stays', async () => {
  const { site, helped, helper, east, pairingId } = await anActivePairing()
  const { version } = await readPairing(site, helper.owner, { pairingId })
  await stepPairing(site, helper.owner, { pairingId, version, event: { type: 'DISSOLVE', reason: '店要关了' } })
  await expect(rematch(site, coordinator, { pairingId, eastShopId: helper.shopId })).rejects.toMatchObject({
    status: 409,
    message: '不能指定 唐崖茶叶店 和 余杭茶行 结对：以前结对没有成功。',
  })
  await expect(rematch(site, coordinator, { pairingId, eastShopId: east[1].shopId })).rejects.toMatchObject({
    status: 409,
    message: '良渚食品 只有 0 个名额，指定的超过了。',
  })
  await expect(rematch(site, helped.owner, { pairingId, eastShopId: east[1].shopId })).rejects.toMatchObject({ status: 403 })
  const fresh = await aShop(site, '瓶窑茶社', eastEntry)
  const next = await rematch(site, coordinator, { pairingId, eastShopId: fresh.shopId })
  expect(await mostRowsOf(() => listSubstitutions(site, coordinator, { pairingId: next }))).toBe(1) // however many pairings there are
  expect((await listSubstitutions(site, helped.owner, { pairingId: next })).map(({ id, state, east }) => [id, state, east.name])).toEqual([
    [pairingId, 'rematched', '余杭茶行'],
    [next, 'proposed', '瓶窑茶社'],
  ])
  expect((await readPairing(site, coordinator, { pairingId })).context).toMatchObject({
    ending: 'dissolved',
    endedBy: 'east',
    reason: '店要关了',
    replacedBy: next,
  })
})

test('an owner sees his own pairs alone, an officer those of the township, and list and page agree', async () => {
  const { site, helped, west, pairingId, otherPairingId } = await anActivePairing()
  const stranger = await anOwner(site, '过路人')
  const cases = [
    [helped.owner, [pairingId]],
    [west[1].owner, [otherPairingId]],
    [stranger, []],
    [officerOf('422826103'), [pairingId, otherPairingId]],
    [officerOf('422826100'), []],
    [coordinator, [pairingId, otherPairingId]],
  ] as const
  for (const [viewer, visible] of cases) {
    expect((await listPairings(site, viewer)).map(({ id }) => id).sort()).toEqual([...visible].sort())
    for (const id of [pairingId, otherPairingId]) {
      const reading = readPairing(site, viewer, { pairingId: id })
      if ((visible as readonly string[]).includes(id)) expect((await reading).id).toBe(id)
      else await expect(reading).rejects.toMatchObject({ status: 404 })
    }
  }
})

test('who only looks cannot act for the two', async () => {
  const { site, pairingId } = await anActivePairing()
  const officer = officerOf('422826103')
  await expect(submitCheckIn(site, officer, { pairingId, ...told(1, true) })).rejects.toMatchObject({ status: 403 })
  await expect(answerPairing(site, coordinator, { pairingId, agrees: true })).rejects.toMatchObject({ status: 403 })
  await expect(stepPairing(site, officer, { pairingId, version: 2, event: { type: 'DISSOLVE', reason: '不行' } })).rejects.toMatchObject({
    status: 403,
  })
})

test('the score, which tells of wishes, is shown to the coordinator alone', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  expect((await readPairing(site, helped.owner, { pairingId })).score).toBeNull()
  expect((await readPairing(site, coordinator, { pairingId })).score).toMatchObject({ parts: expect.anything() })
  const ownerToo = { ...helped.owner, grants: [...helped.owner.grants, ...coordinator.grants] }
  expect(await readPairing(site, ownerToo, { pairingId })).toMatchObject({
    score: null,
    why: (await readPairing(site, helped.owner, { pairingId })).why,
  })
})

test('messages are read by the two; the coordinator reads what was reported, an officer nothing', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  const message = { pairingId, device: aDevice, sequence: 1, text: '图拍好了' }
  const id = await sendMessage(site, helped.owner, message)
  expect(await sendMessage(site, helped.owner, message)).toBe(id)
  await sendMessage(site, helped.owner, { ...message, sequence: 2, text: '请看' })
  const texts = async (viewer: typeof coordinator) => (await readPairing(site, viewer, { pairingId })).messages.map(({ text }) => text)
  expect(await texts(helper.owner)).toEqual(['图拍好了', '请看'])
  expect(await texts(coordinator)).toEqual([])
  await expect(reportMessage(site, helped.owner, { messageId: id, reason: '广告' })).rejects.toMatchObject({ status: 409 })
  await reportMessage(site, helper.owner, { messageId: id, reason: '广告' })
  expect(await texts(coordinator)).toEqual(['图拍好了'])
  expect(await texts(officerOf('422826103'))).toEqual([])
})

test('what was reported is dealt with by the coordinator, leaves the desk and stays readable; how is not for the two', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  const messageId = await sendMessage(site, helped.owner, { pairingId, device: aDevice, sequence: 1, text: '先交钱' })
  const settle = (viewer: typeof coordinator, reason = '打电话说清楚了，钱退了') => settleMessage(site, viewer, { messageId, reason })
  await expect(settle(coordinator)).rejects.toMatchObject({ status: 404 })
  await reportMessage(site, helper.owner, { messageId, reason: '要收钱' })
  expect((await readPairingDesk(site, coordinator)).reported).toMatchObject([{ pairingId, reason: '要收钱' }])
  await expect(settle(officerOf('422826100'))).rejects.toMatchObject({ status: 404 })
  for (const viewer of [officerOf('422826103'), helped.owner, helper.owner, { ...helped.owner, grants: coordinator.grants }])
    await expect(settle(viewer)).rejects.toMatchObject({ status: 403 })
  await expect(settle(coordinator, ' 好')).rejects.toMatchObject({ status: 422, fields: { settlement: expect.anything() as unknown } })
  await settle(coordinator)
  await expect(settle(coordinator)).rejects.toMatchObject({ status: 409 })
  expect((await readPairingDesk(site, coordinator)).reported).toEqual([])
  const message = async (viewer: typeof coordinator) => (await readPairing(site, viewer, { pairingId })).messages[0]
  const settledAt = site.now()
  expect(await message(coordinator)).toMatchObject({
    text: '先交钱',
    settledAt,
    settlement: { by: coordinator.accountId, reason: '打电话说清楚了，钱退了' },
  })
  expect(await message(helper.owner)).toMatchObject({ settledAt, settlement: null })
})

test('a goal is proved by the western shop and confirmed by somebody else', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  const officer = officerOf('422826103')
  const listing = { pairingId, goal: 'first-listing' }
  await expect(confirmGoal(site, officer, listing)).rejects.toMatchObject({ status: 409 })
  await expect(submitGoalProof(site, helper.owner, { ...listing, proof: 'https://example.com' })).rejects.toMatchObject({ status: 403 })
  await expect(submitGoalProof(site, helped.owner, { ...listing, proof: 'javascript:alert(1)' })).rejects.toMatchObject({ status: 422 })
  await submitGoalProof(site, helped.owner, { ...listing, proof: 'https://example.com/item/1' })
  await expect(confirmGoal(site, helped.owner, listing)).rejects.toMatchObject({ status: 403 })
  await confirmGoal(site, officer, listing)
  expect((await readPairing(site, helped.owner, { pairingId })).goals[0]).toMatchObject({
    reachedOn: '2019-03-04',
    confirmedBy: officer.accountId,
  })
  await expect(submitGoalProof(site, helped.owner, { ...listing, proof: 'https://example.com/item/2' })).rejects.toMatchObject({
    status: 409,
  })
})

test('a changed template says what it would change in running pairs, and leaves reached goals alone', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  await submitGoalProof(site, helped.owner, { pairingId, goal: 'first-listing', proof: 'https://example.com/item/1' })
  expect(await readTemplateImpact(site, coordinator, planTemplate)).toEqual([])
  const changed = {
    version: 2,
    goals: [
      { goal: 'first-order', title: '第一笔订单', needs: [], after: 40, proofKind: 'figure' as const },
      { goal: 'five-photos', title: '重拍五张商品图', needs: ['photos' as const], after: 20, proofKind: 'picture' as const },
      { goal: 'repeat', title: '第一个回头客', needs: [], after: 60, proofKind: 'figure' as const },
    ],
  }
  expect((await readTemplateImpact(site, coordinator, changed))[0]?.changes.map(({ words }) => words)).toEqual([
    '增加「第一个回头客」，2019年5月3日（含）前完成',
    '「第一笔订单」由2019年4月3日改到2019年4月13日',
    '去掉「累计十笔订单」',
  ])
})

test('a month is told by the owner, confirmed by an officer of the region, and then stands', async () => {
  const { site, helped, helper } = await anActivePairing()
  const tell = (more: object = {}) => reportMonth(site, helped.owner, { shopId: helped.shopId, ...month, ...more })
  await expect(tell({ month: '2019-04' })).rejects.toMatchObject({ status: 422, fields: { month: ['这个月还没有到'] } })
  await expect(tell({ employedRegistered: 9 })).rejects.toMatchObject({ status: 422 })
  await expect(reportMonth(site, helper.owner, { shopId: helped.shopId, ...month })).rejects.toMatchObject({ status: 404 })
  const first = await tell()
  const second = await tell({ sales: 6000, picture: await aPicture() })
  await expect(confirmMonth(site, officerOf('422826103'), { resultId: first })).rejects.toMatchObject({ status: 409 })
  await expect(confirmMonth(site, officerOf('422826100'), { resultId: second })).rejects.toMatchObject({ status: 404 })
  await expect(confirmMonth(site, helped.owner, { resultId: second })).rejects.toMatchObject({ status: 404 })
  await confirmMonth(site, officerOf('422826103'), { resultId: second })
  await expect(tell({ sales: 7000 })).rejects.toMatchObject({ status: 409 })
})

test('a shop is changed by its owner or the coordinator, and listed to its owner alone', async () => {
  const { site, helped, helper } = await anActivePairing()
  const { side: _side, ...entry } = westEntry
  await changeShop(site, helped.owner, { shopId: helped.shopId, ...entry, name: '唐崖好茶' }, wasHelped)
  expect((await listShops(site, helped.owner)).map(({ name }) => name)).toEqual(['唐崖好茶'])
  expect(await listShops(site, coordinator)).toHaveLength(4)
  await expect(changeShop(site, helper.owner, { shopId: helped.shopId, ...entry, name: '抢来的店' }, wasHelped)).rejects.toMatchObject({
    status: 404,
  })
})
