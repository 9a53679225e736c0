// What somebody might try, and what might go wrong between two people: figures made to look good, contacts that nobody
// had, shops that leave, accounts that end, two who press at once.
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { setAccountEnabled } from '#app/modules/accounts/accounts.server.ts'
import { readOwnShops } from '#app/modules/mentorship/mentorship.server.ts'
import { readOutcomes, readResults } from '#app/modules/outcomes/outcomes.server.ts'
import { addDaysTo } from '#app/modules/pairings/pairing.machine.ts'
import {
  answerPairing,
  assessPairing,
  submitCheckIn,
  listPairings,
  disclosePhone,
  readPairing,
  setPhoneShown,
  stepPairing,
  wasHelped,
} from '#app/modules/pairings/pairings.server.ts'
import { canSeePairing } from '#app/modules/pairings/policy.ts'
import { recordFact, rateShop, readRatings, stepRating } from '#app/modules/ratings/ratings.server.ts'
import { readPipelineStatus } from '#app/modules/talent/talent.server.ts'
import {
  acceptMatching,
  submitWishes,
  leaveRound,
  planRound,
  readProposal,
  readRound,
  rematch,
  replayMatching,
  setPairRuling,
  stepRound,
} from '#app/modules/rounds/rounds.server.ts'
import { canSeeShop, shopsVisibleTo } from '#app/modules/shops/policy.ts'
import { addShopPerson, changeShop, confirmMonth, correctMonth, reportMonth } from '#app/modules/shops/shops.server.ts'
import { pairings } from '#db/schema/pairings.ts'
import { shops } from '#db/schema/shops.ts'
import { aHolder } from '#tests/modules/certificates/makers.ts'
import { anActivePairing, told } from '#tests/modules/pairings/makers.ts'
import { aCollectingRound, aConfirmingRound } from '#tests/modules/rounds/makers.ts'
import { anOwner, aPicture, aShop, coordinator, eastEntry, officerOf, westEntry } from '#tests/modules/shops/makers.ts'
import { anAdmin } from '#tests/support/makers.ts'
import type { TestSite } from '#tests/support/site.ts'

const day = 24 * 60 * 60 * 1000
const officer = officerOf('422826103')
const figures = { sales: 6000, orders: 40, employed: 3, employedRegistered: 2, boughtByEast: 700 }

const stateOf = async (site: TestSite, pairingId: string) => (await readPairing(site, coordinator, { pairingId })).state
const step = async (site: TestSite, viewer: Viewer, pairingId: string, event: Parameters<typeof stepPairing>[2]['event']) =>
  stepPairing(site, viewer, { pairingId, version: (await readPairing(site, coordinator, { pairingId })).version, event })

async function forward(site: TestSite, days: number) {
  site.clock.forward(days * day)
  await site.settle()
}

/** Matching is open, and nothing is accepted yet. */
async function aMatchingRound() {
  const made = await aCollectingRound()
  await stepRound(made.site, coordinator, { roundId: made.roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  return made
}

const proposedPairs = async (site: TestSite, roundId: string) =>
  (await readProposal(site, coordinator, { roundId })).pairs.map(({ west, east }) => [west, east] as const)

test('a mentor who alone says that they were in touch keeps nothing off the desk, however often', async () => {
  const { site, helper, pairingId } = await anActivePairing()
  for (const [sequence, days] of [5, 5, 4, 3, 4].entries()) {
    await submitCheckIn(site, helper.owner, { pairingId, ...told(sequence + 1, true) })
    await forward(site, days)
  }
  expect(await stateOf(site, pairingId)).toBe('alive.atRisk')
})

test('who pauses a late pairing and takes it up at once is as late as before', async () => {
  const { site, helper, pairingId } = await anActivePairing()
  for (const days of [14, 3]) await forward(site, days)
  expect(await stateOf(site, pairingId)).toBe('alive.active.escalated')
  await step(site, helper.owner, pairingId, { type: 'PAUSE', reason: '出差', until: '2019-04-20' })
  await step(site, helper.owner, pairingId, { type: 'RESUME' })
  await site.settle()
  expect(await stateOf(site, pairingId)).toBe('alive.active.escalated')
  await forward(site, 4)
  expect(await stateOf(site, pairingId)).toBe('alive.atRisk')
})

test('a pause moves what is due by as long as it lasts', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const due = async () => (await readPairing(site, coordinator, { pairingId })).context.contactDue
  const before = (await due())!
  await step(site, helped.owner, pairingId, { type: 'PAUSE', reason: '采茶', until: '2019-04-20' })
  await forward(site, 10)
  await step(site, helped.owner, pairingId, { type: 'RESUME' })
  expect(await due()).toBe(addDaysTo(before, 10))
})

test('a tap that says nothing of the other opens nothing, and what is said next is blind again', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  const readBy = async (viewer: Viewer) => (await readPairing(site, viewer, { pairingId })).checkIns.map(({ aboutOther }) => aboutOther)
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, false, '没有接电话') })
  await submitCheckIn(site, helper.owner, { pairingId, ...told(2, false) })
  expect(await readBy(helper.owner)).toEqual([null, ''])
  await submitCheckIn(site, helper.owner, { pairingId, ...told(3, false, '换了号码') })
  expect(await readBy(helper.owner)).toEqual(['没有接电话', '', '换了号码'])
  await submitCheckIn(site, helped.owner, { pairingId, ...told(4, false, '还是没有接') })
  expect(await readBy(helper.owner)).toEqual(['没有接电话', '', '换了号码', null])
  expect(await readBy(coordinator)).toEqual(['没有接电话', '', '换了号码', '还是没有接'])
})

test('the figures that help is measured against stand once both have agreed; the coordinator may put them right', async () => {
  const { site, helped, west } = await anActivePairing()
  const { side: _side, ...entry } = westEntry
  const lowered = { ...entry, startingSales: 300 }
  await expect(changeShop(site, helped.owner, { shopId: helped.shopId, ...lowered, name: '唐崖茶叶店' }, wasHelped)).rejects.toMatchObject({
    status: 422,
    fields: { startingSales: ['结对以后，帮扶前的数字不能再改。要更正，请联系协调员。'] },
  })
  await changeShop(site, helped.owner, { shopId: helped.shopId, ...entry, name: '唐崖茶叶店', staff: 6 }, wasHelped)
  await changeShop(site, coordinator, { shopId: helped.shopId, ...lowered, name: '唐崖茶叶店' }, wasHelped)
  await changeShop(site, west[1].owner, { shopId: west[1].shopId, ...lowered, name: '朝阳寺土货店' }, wasHelped) // not yet agreed
})

test('months before the pairing are no result of it, and a month told long after says so', async () => {
  const { site, helped } = await anActivePairing()
  const period = { from: '2018-01', to: '2020-12' }
  const tell = (month: string) => reportMonth(site, helped.owner, { shopId: helped.shopId, month, ...figures })
  await expect(tell('2018-03')).rejects.toMatchObject({ status: 422, fields: { month: ['只能报最近 12 个月的数字'] } })
  await tell('2018-04')
  await tell('2019-02')
  expect((await readOutcomes(site, officer, period)).all).toMatchObject({ sales: 0, salesAtStart: 0, bought: 0, employed: 0 })
  site.clock.set('2019-05-02T09:00:00+08:00')
  await tell('2019-03')
  await tell('2019-04')
  expect((await readOutcomes(site, officer, period)).all).toMatchObject({ sales: 12_000, salesAtStart: 6000, bought: 1400, employed: 3 })
  expect((await readResults(site, officer, { shopId: helped.shopId })).months.map(({ sourceName }) => sourceName)).toEqual([
    '店主自报（11 个月后才报）',
    '店主自报',
    '店主自报',
    '店主自报',
  ])
})

test('a month is not confirmed before it is over, nor told anew once it is', async () => {
  const { site, helped } = await anActivePairing()
  const resultId = await reportMonth(site, helped.owner, { shopId: helped.shopId, month: '2019-03', ...figures })
  await expect(confirmMonth(site, officer, { resultId })).rejects.toMatchObject({ status: 409, message: '这个月还没有过完，过完再核实。' })
  site.clock.set('2019-04-01T09:00:00+08:00')
  await confirmMonth(site, officer, { resultId })
  await expect(reportMonth(site, helped.owner, { shopId: helped.shopId, month: '2019-03', ...figures, sales: 9000 })).rejects.toMatchObject(
    {
      status: 409,
    },
  )
})

test('a confirmed proof earns points; a month that an officer had to put right, or that has no picture, earns none', async () => {
  const { site, helped } = await anActivePairing()
  const tell = async (month: string, more: object = {}) =>
    reportMonth(site, helped.owner, { shopId: helped.shopId, month, ...figures, ...more })
  const proved = [
    await tell('2018-10', { picture: await aPicture() }),
    await tell('2018-11', { picture: await aPicture() }),
    await tell('2018-12', { picture: await aPicture() }),
  ]
  const bare = await tell('2019-01')
  for (const resultId of [...proved, bare]) await confirmMonth(site, officer, { resultId })
  await correctMonth(site, officer, { resultId: proved[2]!, ...figures, sales: 600, reason: '多写了一个零' })
  await expect(rateShop(site, coordinator, { shopId: helped.shopId })).rejects.toMatchObject({ status: 409 })
  await recordFact(site, officer, { shopId: helped.shopId, kind: 'standardMet', happenedOn: '2019-03-01', words: '抽检包装合格' })
  await rateShop(site, coordinator, { shopId: helped.shopId })
  expect((await readRatings(site, helped.owner, { shopId: helped.shopId }))[0]!.facts.map(({ kind, words }) => [kind, words])).toEqual(
    expect.arrayContaining([
      ['proofGiven', '2018年10月的经营数字'],
      ['proofGiven', '2018年11月的经营数字'],
      ['standardMet', '抽检包装合格'],
    ]),
  )
})

test('a fact that an appeal shows to be wrong counts no longer, and stays written', async () => {
  const { site, west } = await aCollectingRound()
  const { shopId, owner } = west[0]
  const enter = (kind: 'standardMet' | 'standardBroken') =>
    recordFact(site, officer, { shopId, kind, happenedOn: '2019-03-01', words: '抽检三份' })
  for (let count = 0; count < 3; count++) await enter('standardMet')
  const wrong = await enter('standardBroken')
  const ratingId = await rateShop(site, coordinator, { shopId })
  expect((await readRatings(site, owner, { shopId }))[0]).toMatchObject({ points: 55 })
  await stepRating(site, owner, { ratingId, version: 0, event: { type: 'APPEAL', reason: '那天抽的是别家' } })
  const decide = (wrongFacts: string[]) =>
    stepRating(site, coordinator, { ratingId, version: 1, event: { type: 'WITHDRAW', reason: '确实是别家', wrongFacts } })
  await expect(decide(['of another shop'])).rejects.toMatchObject({ status: 422 })
  expect(await decide([wrong])).toBe('withdrawn')
  site.clock.forward(1000)
  await rateShop(site, coordinator, { shopId })
  expect((await readRatings(site, owner, { shopId })).map(({ points, facts }) => [points, facts.length])).toEqual([
    [70, 3],
    [55, 4],
  ])
})

test('whoever coordinates pins, rematches and rates no shop of his own', async () => {
  const { site, roundId, west, east } = await aMatchingRound()
  const both: Viewer = { ...west[0].owner, grants: [...west[0].owner.grants, ...coordinator.grants] }
  const pin = (viewer: Viewer) =>
    setPairRuling(site, viewer, { roundId, west: west[0].shopId, east: east[1].shopId, ruling: 'pin', reason: '同村' })
  await expect(pin(both)).rejects.toMatchObject({ status: 403 })
  await expect(rateShop(site, both, { shopId: west[0].shopId })).rejects.toMatchObject({ status: 403, message: '不能给自己的店评级。' })
  await pin(coordinator)
  const expected = await proposedPairs(site, roundId)
  await acceptMatching(site, coordinator, { roundId, version: 2, expected })
  const { id: pairingId } = (await listPairings(site, west[0].owner))[0]!
  await answerPairing(site, west[0].owner, { pairingId, agrees: false, reason: '想换一家' })
  const fresh = await aShop(site, '瓶窑茶社', eastEntry)
  await expect(rematch(site, both, { pairingId, eastShopId: fresh.shopId })).rejects.toMatchObject({ status: 403 })
  await rematch(site, coordinator, { pairingId, eastShopId: fresh.shopId })
})

test('a veto that comes after a pin is harder than it: the pin is left out, and nothing is accepted until it is taken back', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  const pair = { roundId, west: west[0].shopId, east: east[1].shopId }
  await setPairRuling(site, coordinator, { ...pair, ruling: 'pin', reason: '同村' })
  await submitWishes(site, east[1].owner, { roundId, shopId: east[1].shopId, wishes: [], vetoes: [west[0].shopId] })
  await stepRound(site, coordinator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  const outcome = await readProposal(site, coordinator, { roundId })
  expect(outcome.faults).toEqual(['不能指定 唐崖茶叶店 和 良渚食品 结对：东部店不愿意。'])
  expect(outcome.pairs.some((it) => it.west === pair.west && it.east === pair.east)).toBe(false)
  const accept = async () => acceptMatching(site, coordinator, { roundId, version: 2, expected: await proposedPairs(site, roundId) })
  await expect(accept()).rejects.toMatchObject({ status: 409, message: expect.stringContaining('请先取消这样的指定') as string })
  await setPairRuling(site, coordinator, { ...pair, ruling: null, reason: '' })
  expect(await accept()).toHaveLength(2)
})

test('a shop that leaves in the middle of a round is not matched, and takes the rulings on it along', async () => {
  const { site, roundId, west, east } = await aMatchingRound()
  await setPairRuling(site, coordinator, { roundId, west: west[0].shopId, east: east[1].shopId, ruling: 'pin', reason: '同村' })
  const leave = (viewer: Viewer, shopId = west[0].shopId) => leaveRound(site, viewer, { roundId, shopId })
  await expect(leave(west[1].owner)).rejects.toMatchObject({ status: 404 })
  await leave(west[0].owner)
  await expect(leave(coordinator)).rejects.toMatchObject({ status: 409 })
  const { pairs, faults } = await readProposal(site, coordinator, { roundId })
  expect([pairs.map((pair) => pair.west), faults]).toEqual([[west[1].shopId], []])
  expect((await readRound(site, coordinator, { roundId })).rulings).toEqual([])
  await acceptMatching(site, coordinator, { roundId, version: 2, expected: await proposedPairs(site, roundId) })
  await expect(leave(coordinator, west[1].shopId)).rejects.toMatchObject({ status: 409 })
})

test('a shop whose owner’s account has ended is neither matched nor chosen for another', async () => {
  const { site, roundId, west, east } = await aMatchingRound()
  const endedBy = (owner: Viewer) => setAccountEnabled(site, anAdmin, { accountId: owner.accountId, enabled: false })
  await endedBy(east[0].owner)
  expect((await readProposal(site, coordinator, { roundId })).pairs.map((pair) => pair.east)).toEqual([east[1].shopId])
  await acceptMatching(site, coordinator, { roundId, version: 2, expected: await proposedPairs(site, roundId) })
  const [line] = await listPairings(site, coordinator)
  const owner = line!.west.id === west[0].shopId ? west[0].owner : west[1].owner
  await answerPairing(site, owner, { pairingId: line!.id, agrees: false, reason: '想换一家' })
  await expect(rematch(site, coordinator, { pairingId: line!.id, eastShopId: east[0].shopId })).rejects.toMatchObject({
    status: 409,
    message: '余杭茶行 的店主账号已经停用，不能结对。',
  })
})

test('a pairing whose owner’s account ends answers no more: what was proposed lapses, what runs climbs to the coordinator', async () => {
  const { site, pairingId, otherPairingId, east } = await anActivePairing()
  for (const { owner } of east) await setAccountEnabled(site, anAdmin, { accountId: owner.accountId, enabled: false })
  for (const days of [7, 7, 3, 4]) await forward(site, days)
  expect([await stateOf(site, otherPairingId), await stateOf(site, pairingId)]).toEqual(['lapsed', 'alive.atRisk'])
})

test('of two coordinators who accept at once one is told that it was done', async () => {
  const { site, roundId } = await aMatchingRound()
  const expected = await proposedPairs(site, roundId)
  const accept = () => acceptMatching(site, coordinator, { roundId, version: 2, expected })
  const answers = await Promise.allSettled([accept(), accept()])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409 } })
  expect(await site.read.$count(pairings)).toBe(2)
})

test('an eastern shop that lowered what it will help does not agree to more, until it raises it again', async () => {
  const { site, east, pairingId } = await aConfirmingRound()
  const { side: _side, ...entry } = eastEntry
  const helps = (willHelp: number) =>
    changeShop(site, east[0].owner, { shopId: east[0].shopId, ...entry, name: '余杭茶行', willHelp }, wasHelped)
  const agree = () => answerPairing(site, east[0].owner, { pairingId, agrees: true })
  await helps(0)
  await expect(agree()).rejects.toMatchObject({
    status: 409,
    message: '您写明最多帮扶 0 家，已经帮着 0 家。要多帮，请先在“我的店”里改家数。',
  })
  await helps(1)
  expect(await agree()).toBe('proposed')
})

test('the phone number is shown while the pairing lasts, and no longer', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  await setPhoneShown(site, helped.owner, { pairingId, shown: true })
  expect(await disclosePhone(site, helper.owner, { pairingId })).toBeNull() // the account has none
  await step(site, helped.owner, pairingId, { type: 'DISSOLVE', reason: '没有来往' })
  await expect(disclosePhone(site, helper.owner, { pairingId })).rejects.toMatchObject({
    status: 409,
    message: '结对已经结束，不再给看电话。',
  })
})

test('a round is not closed over a pairing that waits for its answers, nor a pairing begun in a closed round', async () => {
  const { site, roundId, helped, helper, west, pairingId, otherPairingId } = await anActivePairing()
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  await site.settle()
  const version = async () => (await readRound(site, coordinator, { roundId })).version
  await stepRound(site, coordinator, { roundId, version: await version(), event: { type: 'EVALUATE' } })
  await step(site, coordinator, pairingId, { type: 'EVALUATE' })
  for (const { owner } of [helped, helper]) await assessPairing(site, owner, { pairingId, helped: 'much' })
  const [fresh, other] = [await aShop(site, '瓶窑茶社', eastEntry), await aShop(site, '塘栖茶社', eastEntry)]
  const next = await rematch(site, coordinator, { pairingId: otherPairingId, eastShopId: fresh.shopId })
  const close = async () => stepRound(site, coordinator, { roundId, version: await version(), event: { type: 'CLOSE' } })
  await expect(close()).rejects.toMatchObject({ status: 409, message: '还有 1 对没有评完，批次不能结束。' })
  await answerPairing(site, fresh.owner, { pairingId: next, agrees: false, reason: '忙不过来' })
  await close()
  await expect(rematch(site, coordinator, { pairingId: next, eastShopId: other.shopId })).rejects.toMatchObject({
    status: 409,
    message: '这个批次已经结束，请在新的批次里结对。',
  })
})

test('a pairing that was declined never began, whoever took its place', async () => {
  const { site, west, otherPairingId } = await anActivePairing()
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  const fresh = await aShop(site, '瓶窑茶社', eastEntry)
  await rematch(site, coordinator, { pairingId: otherPairingId, eastShopId: fresh.shopId })
  expect(await stateOf(site, otherPairingId)).toBe('rematched')
  expect((await readOutcomes(site, officer, { from: '2019-01', to: '2019-12' })).all).toMatchObject({
    alive: 1,
    endedEarly: 0,
    neverBegan: 1,
  })
})

test('what a round accepted can be done again to the letter, whatever its shops have become since', async () => {
  const { site, roundId, west, east, helped } = await anActivePairing()
  const { side: _side, ...entry } = westEntry
  await changeShop(
    site,
    helped.owner,
    {
      shopId: helped.shopId,
      ...entry,
      name: '换了行当',
      categories: ['craft.bamboo'],
      needs: ['brand'],
    },
    wasHelped,
  )
  const { outcome, isTheSame } = await replayMatching(site, coordinator, { roundId })
  expect(isTheSame).toBe(true)
  expect(outcome.blocking).toEqual([])
  expect(new Map(outcome.pairs.map((pair) => [pair.west, pair.east]))).toEqual(
    new Map([
      [west[0].shopId, east[0].shopId],
      [west[1].shopId, east[1].shopId],
    ]),
  )
  await expect(replayMatching(site, officer, { roundId })).rejects.toMatchObject({ status: 403 })
})

test('who stayed without a pair is told why and what would help, but not who refused whom', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  const crowded = await aShop(site, '又一家茶店', westEntry)
  await submitWishes(site, west[1].owner, { roundId, shopId: west[1].shopId, wishes: [], vetoes: [east[0].shopId, east[1].shopId] })
  await planRound(site, coordinator, { name: '别的批次', shopIds: [crowded.shopId] })
  await stepRound(site, coordinator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  await acceptMatching(site, coordinator, { roundId, version: 2, expected: await proposedPairs(site, roundId) })
  const without = async ({ owner }: { owner: Viewer }) => (await readOwnShops(site, owner))[0]!.unmatchedNotice
  expect(await without(west[0])).toBeNull()
  expect(await without(west[1])).toMatchObject({ round: '2019 年春季', why: '这一批里没有能结对的店。' })
  const mentorOf = ({ owner }: { owner: Viewer }) => ({
    owner: { ...owner, grants: [{ role: 'mentor', scope: { kind: 'own' } }] } as Viewer,
  })
  const free = await Promise.all(east.map((shop) => without(mentorOf(shop))))
  expect(free.filter((one) => one !== null)).toHaveLength(1)
  expect(await without(crowded)).toBeNull() // nothing was accepted there
})

test('who came to a shop when its help was over was not mentored by it', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  await step(site, coordinator, pairingId, { type: 'EVALUATE' })
  for (const { owner } of [helped, helper]) await assessPairing(site, owner, { pairingId, helped: 'much' })
  site.clock.forward(day)
  const { certificate, personId } = await aHolder(site)
  await addShopPerson(site, helped.owner, { shopId: helped.shopId, code: certificate.code })
  expect(await readPipelineStatus(site, anAdmin, personId)).toMatchObject({ stage: 'certified', pairingId: null })
})

test('who may see a shop or a pairing, asked one by one and asked in a query, is the same', async () => {
  const { site, west, east } = await anActivePairing()
  const viewers = [
    coordinator,
    officer,
    officerOf('422826'),
    officerOf('422826100'),
    officerOf('330110'),
    await anOwner(site, '过路人'),
    ...[...west, ...east].map(({ owner }) => owner),
  ]
  const [allShops, allPairings] = [await site.read.select().from(shops), await site.read.select().from(pairings)]
  for (const viewer of viewers) {
    const seen = await site.read.select({ id: shops.id }).from(shops).where(shopsVisibleTo(viewer, shops))
    expect(seen.map(({ id }) => id).sort()).toEqual(
      allShops
        .filter((shop) => canSeeShop(viewer, shop))
        .map(({ id }) => id)
        .sort(),
    )
    const placeOf = ({ westShopId, eastShopId }: (typeof allPairings)[number]) => {
      const [one, other] = [westShopId, eastShopId].map((id) => allShops.find((shop) => shop.id === id)!)
      return { westOwnerId: one!.ownerAccountId, eastOwnerId: other!.ownerAccountId, regionCode: one!.regionCode }
    }
    const listed = await listPairings(site, viewer)
    expect(listed.map(({ id }) => id).sort()).toEqual(
      allPairings
        .filter((pairing) => canSeePairing(viewer, placeOf(pairing)))
        .map(({ id }) => id)
        .sort(),
    )
  }
})
