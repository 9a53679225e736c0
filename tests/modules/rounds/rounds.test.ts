// A round from planning to its end, and what it refuses on the way.
import { expect, test } from 'vitest'
import { defaultWeights } from '#app/modules/matching/score.ts'
import { addDaysTo } from '#app/modules/pairings/pairing.machine.ts'
import { listViews } from '#app/modules/pairings/lists.ts'
import { answerPairing, assessPairing, listPairings, readPairing } from '#app/modules/pairings/pairings.server.ts'
import {
  acceptMatching,
  readWhatIf,
  submitWishes,
  joinRound,
  listOpenWishForms,
  planRound,
  readProposal,
  readRound,
  readRoundStep,
  setPairRuling,
  setWeights,
  stepRound,
  takeRoundStep,
} from '#app/modules/rounds/rounds.server.ts'
import { anOwner, aShop, coordinator, eastEntry, officerOf, type Owned, westEntry } from '#tests/modules/shops/makers.ts'
import { aCollectingRound, aConfirmingRound } from './makers.ts'

const day = 24 * 60 * 60 * 1000

test('a round goes from wishes to closed, and its pairings with it', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  const [form] = await listOpenWishForms(site, west[0].owner)
  expect(form).toMatchObject({ roundId, shop: { name: '唐崖茶叶店' }, others: [{ name: '余杭茶行' }, { name: '良渚食品' }] })
  await submitWishes(site, west[0].owner, { roundId, shopId: west[0].shopId, wishes: [east[0].shopId] })
  site.clock.forward(7 * 24 * 60 * 60 * 1000)
  await site.settle()
  expect(await readRound(site, coordinator, { roundId })).toMatchObject({ state: 'matching' })

  const { pairs, blocking } = await readProposal(site, coordinator, { roundId })
  expect(blocking).toEqual([])
  const expected = pairs.map((pair) => [pair.west, pair.east] as const)
  expect(new Map(expected).get(west[0].shopId)).toBe(east[0].shopId)
  const { version } = await readRound(site, coordinator, { roundId })
  const ids = await acceptMatching(site, coordinator, { roundId, version, expected })
  for (const pairingId of ids)
    for (const { owner } of [...west, ...east]) {
      if ((await listPairings(site, owner)).some(({ id }) => id === pairingId))
        await answerPairing(site, owner, { pairingId, agrees: true })
    }
  await site.settle()
  const running = await readRound(site, coordinator, { roundId })
  expect(running.state).toBe('running')

  site.clock.forward(90 * day) // the ticker has not run yet

  await stepRound(site, coordinator, { roundId, version: running.version, event: { type: 'EVALUATE' } })
  await expect(stepRound(site, coordinator, { roundId, version: running.version + 1, event: { type: 'CLOSE' } })).rejects.toMatchObject({
    status: 409,
    message: '还有 2 对没有评完，批次不能结束。',
  })
  for (const { owner } of [...west, ...east])
    for (const { id } of await listPairings(site, owner))
      await assessPairing(site, owner, { pairingId: id, helped: 'much', words: '学到了' })
  await stepRound(site, coordinator, { roundId, version: running.version + 1, event: { type: 'CLOSE' } })
  expect((await readRound(site, coordinator, { roundId })).state).toBe('closed')
  expect((await listPairings(site, coordinator, { roundId })).map(({ state }) => state)).toEqual(['completed', 'completed'])
})

test('evaluating a round moves only pairings whose time has come; the others go on', async () => {
  const { site, roundId, pairingId, otherPairingId, west, east } = await aConfirmingRound()
  const agree = (id: string, ...owners: Owned[]) =>
    Promise.all(owners.map(({ owner }) => answerPairing(site, owner, { pairingId: id, agrees: true })))
  await agree(pairingId, west[0], east[0])
  site.clock.forward(3 * day)
  await agree(otherPairingId, west[1], east[1])
  await site.settle()
  site.clock.set(addDaysTo(site.now().toISOString(), 87)) // the first's last day, three days before the other's
  const { version } = await readRound(site, coordinator, { roundId })
  const page = await readRoundStep(site, coordinator, { roundId, step: 'evaluate', about: {} })
  expect(page.touched.map(({ outcome, names }) => [outcome, names])).toEqual([
    ['请双方写评价', ['唐崖茶叶店 和 余杭茶行']],
    ['不动', ['朝阳寺土货店 和 良渚食品（还有 3 天，2019年6月5日期满自己进入评估）']],
  ])
  const { seen = '' } = page
  await stepRound(site, coordinator, { roundId, version, seen, event: { type: 'EVALUATE' } })
  const states = async () =>
    Promise.all([pairingId, otherPairingId].map(async (id) => (await readPairing(site, coordinator, { pairingId: id })).state))
  expect(await states()).toEqual(['evaluating', 'alive.active.onTrack'])
})

test('after midnight an evaluation does not move pairs that the page did not name; nor does going back', async () => {
  const { site, roundId, pairingId, otherPairingId, west, east } = await aConfirmingRound()
  const agree = (id: string, ...owners: Owned[]) =>
    Promise.all(owners.map(({ owner }) => answerPairing(site, owner, { pairingId: id, agrees: true })))
  await agree(pairingId, west[0], east[0])
  site.clock.forward(day)
  await agree(otherPairingId, west[1], east[1])
  await site.settle()
  const ends = async (id: string) => (await readPairing(site, coordinator, { pairingId: id })).context.endsAt!
  site.clock.set(addDaysTo(await ends(pairingId), -1 / 1440))
  const take = async (step: 'evaluate' | 'reopen', seen: string | undefined) =>
    takeRoundStep(site, coordinator, {
      roundId,
      step,
      about: {},
      form: { version: (await readRound(site, coordinator, { roundId })).version, seen, reason: '日期看错了', wrongFact: '' },
    })
  const read = (step: 'evaluate' | 'reopen') => readRoundStep(site, coordinator, { roundId, step, about: {} })
  const before = await read('evaluate')
  site.clock.set(addDaysTo(await ends(otherPairingId), -1 / 1440))
  await expect(take('evaluate', before.seen)).rejects.toMatchObject({ status: 409, message: expect.stringContaining('情况变了') })
  await take('evaluate', (await read('evaluate')).seen)

  const back = await read('reopen')
  site.clock.set(addDaysTo(await ends(otherPairingId), 0))
  await expect(take('reopen', back.seen)).rejects.toMatchObject({ status: 409 })
})

test('an evaluation of a round is undone with a reason, as long as nobody has assessed anything; figures follow', async () => {
  const { site, roundId, pairingId, west, east } = await aConfirmingRound()
  for (const { owner } of [west[0], east[0]]) await answerPairing(site, owner, { pairingId, agrees: true })
  site.clock.forward(8 * day) // the other lapses
  await site.settle()
  const { endsAt } = (await readPairing(site, coordinator, { pairingId })).context
  site.clock.set(addDaysTo(endsAt!, -1 / 24)) // in the morning of the last day
  const { state: before } = await readPairing(site, coordinator, { pairingId })
  const step = async (event: { type: 'EVALUATE' } | { type: 'REOPEN'; reason: string }) =>
    stepRound(site, coordinator, { roundId, version: (await readRound(site, coordinator, { roundId })).version, event })
  const states = async () => [
    (await readRound(site, coordinator, { roundId })).state,
    (await readPairing(site, coordinator, { pairingId })).state,
    (await listPairings(site, coordinator, { which: listViews.alive.which })).length,
  ]
  await step({ type: 'EVALUATE' })
  expect(await states()).toEqual(['evaluating', 'evaluating', 1])
  await expect(step({ type: 'REOPEN', reason: '' })).rejects.toMatchObject({ status: 422 })
  await step({ type: 'REOPEN', reason: '日期看错了' })
  expect(await states()).toEqual(['running', before, 1])
  await step({ type: 'EVALUATE' })
  await assessPairing(site, west[0].owner, { pairingId, helped: 'much' })
  await expect(step({ type: 'REOPEN', reason: '又看错了' })).rejects.toMatchObject({
    status: 409,
    message: '已经有 1 对写了评价，不能再退回。',
  })
  expect(await states()).toEqual(['evaluating', 'evaluating', 1])
})

test('a round that was ended by mistake is taken back to its evaluation', async () => {
  const { site, roundId, west } = await aConfirmingRound()
  site.clock.forward(8 * day) // both lapse
  await site.settle()
  const version = async () => (await readRound(site, coordinator, { roundId })).version
  await stepRound(site, coordinator, { roundId, version: await version(), event: { type: 'EVALUATE' } })
  await stepRound(site, coordinator, { roundId, version: await version(), event: { type: 'CLOSE' } })
  await stepRound(site, coordinator, { roundId, version: await version(), event: { type: 'REOPEN', reason: '还要另找' } })
  expect((await readRound(site, coordinator, { roundId })).state).toBe('evaluating')
  await expect(stepRound(site, west[0].owner, { roundId, version: 0, event: { type: 'REOPEN', reason: '我要' } })).rejects.toMatchObject({
    status: 403,
  })
})

test('wishes name five of the other side at most, and nobody both wished and refused', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  const give = (wishes: string[], vetoes: string[] = []) =>
    submitWishes(site, west[0].owner, { roundId, shopId: west[0].shopId, wishes, vetoes })
  await expect(give(['1', '2', '3', '4', '5', '6'])).rejects.toMatchObject({ status: 422, fields: { wishes: ['志愿最多 5 个'] } })
  await expect(give([west[1].shopId])).rejects.toMatchObject({ status: 422 })
  await expect(give([east[0].shopId], [east[0].shopId])).rejects.toMatchObject({ status: 422 })
  await give([east[0].shopId])
  await give([], [east[0].shopId])
  expect((await listOpenWishForms(site, west[0].owner))[0]).toMatchObject({ wishes: [], vetoes: [east[0].shopId] })
})

test('a veto given on the phone keeps the two apart', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  await submitWishes(site, east[0].owner, { roundId, shopId: east[0].shopId, wishes: [], vetoes: [west[0].shopId] })
  const { pairs } = await readProposal(site, coordinator, { roundId })
  expect(pairs.some((pair) => pair.west === west[0].shopId && pair.east === east[0].shopId)).toBe(false)
})

test('nobody gives wishes for a shop that is not his, or when none are collected', async () => {
  const { site, roundId, west } = await aCollectingRound()
  const entry = { roundId, shopId: west[0].shopId, wishes: [] }
  await expect(submitWishes(site, west[1].owner, entry)).rejects.toMatchObject({ status: 404 })
  await stepRound(site, coordinator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  await expect(submitWishes(site, west[0].owner, entry)).rejects.toMatchObject({ status: 409, message: '现在不收志愿。' })
  expect(await listOpenWishForms(site, west[0].owner)).toEqual([])
})

test('a pin that cannot be kept is refused, and what it would change is told before', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  const pin = (from: number, to: number, ruling: 'pin' | 'conflict' | null = 'pin') =>
    setPairRuling(site, coordinator, { roundId, west: west[from]!.shopId, east: east[to]!.shopId, ruling, reason: '同村' })
  expect(
    (await readWhatIf(site, coordinator, { roundId, change: { kind: 'pin', west: west[0].shopId, east: east[1].shopId } })).says,
  ).toContain('2 家换到别的店')
  await pin(0, 1)
  await expect(pin(1, 1)).rejects.toMatchObject({ status: 409, message: '良渚食品 只有 1 个名额，指定的超过了。' })
  const { pairs } = await readProposal(site, coordinator, { roundId })
  expect(pairs.find((pair) => pair.pinned)).toMatchObject({ west: west[0].shopId, east: east[1].shopId })
  await pin(0, 1, null)
  await pin(0, 1, 'conflict')
  expect(
    (await readProposal(site, coordinator, { roundId })).pairs.some((pair) => pair.west === west[0].shopId && pair.east === east[1].shopId),
  ).toBe(false)
})

test('what is accepted is what was seen', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  await stepRound(site, coordinator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  const expected = (await readProposal(site, coordinator, { roundId })).pairs.map((pair) => [pair.west, pair.east] as const)
  await setPairRuling(site, coordinator, { roundId, west: west[0].shopId, east: east[1].shopId, ruling: 'pin', reason: '同村' })
  await expect(acceptMatching(site, coordinator, { roundId, version: 2, expected })).rejects.toMatchObject({ status: 409 })
  expect(await listPairings(site, coordinator)).toEqual([])
})

test('a round whose shops are all taken or apart has nothing to accept', async () => {
  const { site, west, east } = await aConfirmingRound()
  const again = await planRound(site, coordinator, { name: '第二批', shopIds: [...west, ...east].map(({ shopId }) => shopId) })
  expect(await readProposal(site, coordinator, { roundId: again })).toMatchObject({ pairs: [], unmatched: [], free: [] })
})

test('after matching was accepted, weights, rulings and shops stand', async () => {
  const { site, roundId, west, east } = await aConfirmingRound()
  await expect(setWeights(site, coordinator, { roundId, weights: defaultWeights, leastScore: 0 })).rejects.toMatchObject({ status: 409 })
  await expect(
    setPairRuling(site, coordinator, { roundId, west: west[0].shopId, east: east[1].shopId, ruling: 'pin', reason: '同村' }),
  ).rejects.toMatchObject({ status: 409 })
  const late = await aShop(site, '迟到店', westEntry)
  await expect(joinRound(site, coordinator, { roundId, shopId: late.shopId })).rejects.toMatchObject({ status: 409 })
})

test('weights are whole numbers to 100, and not all nothing', async () => {
  const { site, roundId } = await aCollectingRound()
  const set = (more: Partial<typeof defaultWeights>) =>
    setWeights(site, coordinator, { roundId, weights: { ...defaultWeights, ...more }, leastScore: 200 })
  await expect(set({ size: 101 })).rejects.toMatchObject({ status: 422 })
  await expect(
    setWeights(site, coordinator, {
      roundId,
      weights: { nearness: 0, skills: 0, logistics: 0, platform: 0, size: 0, supply: 0, load: 0, wish: 0 },
      leastScore: 0,
    }),
  ).rejects.toMatchObject({ status: 422, fields: { weights: ['权重不能都是 0'] } })
  await set({ size: 40 })
  expect(await readRound(site, coordinator, { roundId })).toMatchObject({ weights: { size: 40 }, leastScore: 200 })
})

test('only the coordinator plans and reads rounds', async () => {
  const { site, roundId } = await aCollectingRound()
  for (const viewer of [officerOf('422826'), await anOwner(site, '过路人')]) {
    await expect(readRound(site, viewer, { roundId })).rejects.toMatchObject({ status: 403 })
    await expect(readProposal(site, viewer, { roundId })).rejects.toMatchObject({ status: 403 })
    await expect(planRound(site, viewer, { name: '私自', shopIds: [] })).rejects.toMatchObject({ status: 403 })
    await expect(stepRound(site, viewer, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })).rejects.toMatchObject({ status: 403 })
  }
})

test('an answer that does not come in time lapses by itself, also across a restart, and the round runs on', async () => {
  const { site, roundId, pairingId } = await aConfirmingRound()
  const again = await site.restart()
  again.clock.set(addDaysTo(site.now().toISOString(), 7))
  await again.settle()
  expect((await listPairings(again, coordinator)).find(({ id }) => id === pairingId)?.state).toBe('lapsed')
  expect((await readRound(again, coordinator, { roundId })).state).toBe('running')
})

test('a shop is entered once, and with no more poor than staff', async () => {
  const { site } = await aCollectingRound()
  await expect(aShop(site, '余杭茶行', eastEntry)).rejects.toMatchObject({ status: 422, fields: { name: ['这个地区已有同名的店'] } })
  await expect(aShop(site, '多算店', { ...westEntry, staff: 1, registeredStaff: 2 })).rejects.toMatchObject({
    status: 422,
    fields: { registeredStaff: ['建档立卡人数不能多于总人数'] },
  })
  await expect(aShop(site, '乱类店', { ...westEntry, categories: ['nonsense'] })).rejects.toMatchObject({
    status: 422,
    fields: { categories: ['品类不在目录里'] },
  })
})
