// What the coordinator works with: one number for one name, errands that lead somewhere, notes, owners' phone numbers.
import { expect, test } from 'vitest'
import {
  exportPairingList,
  handlePairingDeskForm,
  listPairingErrands,
  readPairingAtDesk,
  readPairingDesk,
  readPairingStep,
  showOwnerPhone,
  takePairingStep,
} from '#app/modules/mentorship/mentorship.server.ts'
import { parsePeriod } from '#app/modules/outcomes/outcome-period.ts'
import { readOutcomes } from '#app/modules/outcomes/outcomes.server.ts'
import { figureLabels } from '#app/modules/outcomes/outcomes.ts'
import { countByView, listViews, pairingList } from '#app/modules/pairings/lists.ts'
import { answerPairing, listPairings, readPairing, stepPairing } from '#app/modules/pairings/pairings.server.ts'
import { readRatingStep, takeRatingStep } from '#app/modules/ratings/ratings.server.ts'
import { readRoundStep, setPairRuling, takeRoundStep, readRound } from '#app/modules/rounds/rounds.server.ts'
import { listLooksAtOwnPhone, registerShopAndOwner } from '#app/modules/shops/shops.server.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'
import { aCollectingRound, aConfirmingRound } from '#tests/modules/rounds/makers.ts'
import { coordinator, officerOf } from '#tests/modules/shops/makers.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { textOf } from '#app/modules/shops/imports/row-findings.ts'

const official = { ...officerOf('422826'), grants: [{ role: 'official', scope: { kind: 'region', code: '422826' } }] } as typeof coordinator

test('结对中 is one number under one name on the tab, in the report and at the desk; what waits for answers is not in it', async () => {
  const { site } = await anActivePairing() // and a second one that waits for both answers
  const lines = await listPairings(site, coordinator)
  const counts = countByView(lines)
  const { all } = await readOutcomes(site, coordinator, parsePeriod(new URLSearchParams(), site))
  expect([counts.alive, counts.proposed, all.alive]).toEqual([1, 1, 1])
  expect([listViews.alive.label, figureLabels.alive.label]).toEqual(['结对中', '结对中'])
  expect([listViews.completed.label, all.completed]).toEqual([figureLabels.completed.label, counts.completed])
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(lines.length) // each pairing is on one tab
  expect(counts.ended).toBe(all.endedEarly + all.neverMet + all.neverBegan)
  const { errands } = await listPairingErrands(site, coordinator)
  expect(errands.find(({ sentence }) => sentence.includes(listViews.proposed.label))?.count).toBe(counts.proposed)
})

test('an errand of the desk is a sentence with its number, and leads to where it is dealt with', async () => {
  const { site, west, otherPairingId } = await aConfirmingRound()
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  const { errands } = await listPairingErrands(site, coordinator)
  expect(errands).toMatchObject([
    { count: 1, unit: '家店', sentence: '没有人帮了，要另找', href: `/desk/pairings/${otherPairingId}` },
    { count: 1, unit: '对', sentence: '结对等双方答复', day: expect.any(String), href: expect.stringMatching(/^\/desk\/pairings\/./) },
  ])
})

test('what the coordinator notes is in the history and beside what waits, for desks; the two never read it', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const { version } = await readPairing(site, coordinator, { pairingId })
  await handlePairingDeskForm(site, coordinator, pairingId, { do: 'NOTE', version, words: '打过电话，周五答复' })
  const { history } = await readPairingAtDesk(site, officerOf('422826103'), pairingId)
  expect(history[0]).toMatchObject({ what: '记一笔', words: '打过电话，周五答复', isNote: true })
  expect(history.map(({ what }) => what).slice(1)).toEqual(['同意结对', '同意结对', '提出结对'])
  site.clock.forward(15 * 24 * 60 * 60 * 1000)
  await site.settle()
  const { waiting: all } = await readPairingDesk(site, officerOf('422826103'))
  const waiting = all.find(({ line }) => line.id === pairingId)
  expect(waiting?.note?.words).toBe('打过电话，周五答复')
  expect(JSON.stringify(await readPairing(site, helped.owner, { pairingId }))).not.toContain('周五')
  await expect(handlePairingDeskForm(site, coordinator, pairingId, { do: 'NOTE', version: version + 2, words: '' })).rejects.toMatchObject({
    status: 422,
  })
  await expect(stepPairing(site, helped.owner, { pairingId, version: 0, event: { type: 'NOTE', words: '我来记' } })).rejects.toMatchObject({
    status: 403,
  })
})

test('a coordinator is one of the two in a pairing of a shop of their own: the notes are not shown, and the coordinator’s steps are for others', async () => {
  const { site, helper, pairingId } = await anActivePairing()
  const both = { ...helper.owner, grants: [...helper.owner.grants, ...coordinator.grants] }
  const { version } = await readPairing(site, coordinator, { pairingId })
  await stepPairing(site, coordinator, { pairingId, version, event: { type: 'NOTE', words: '打过电话，周五答复' } })
  for (const event of [{ type: 'EVALUATE' }, { type: 'REOPEN', reason: '按错了' }, { type: 'NOTE', words: '我来记' }] as const)
    await expect(stepPairing(site, both, { pairingId, version: version + 1, event })).rejects.toMatchObject({ status: 403 })
  site.clock.forward(15 * 24 * 60 * 60 * 1000)
  await site.settle()
  const noteFor = async (viewer: typeof coordinator) =>
    (await readPairingDesk(site, viewer)).waiting.find(({ line }) => line.id === pairingId)?.note
  expect((await noteFor(coordinator))?.words).toBe('打过电话，周五答复')
  expect(await noteFor(both)).toBeNull()
})

test('the page of an early evaluation says what is unfinished; it is undone with a reason', async () => {
  const { site, pairingId } = await anActivePairing()
  const page = await readPairingStep(site, coordinator, { pairingId, step: 'evaluate' })
  expect(page.missing).toEqual(['离期满还有 90 天（2019年6月2日）。', '双方还没有都说联系过。', '还有 4 个目标没有做到。'])
  const take = (step: string, version: number, reason = '') =>
    takePairingStep(site, coordinator, { pairingId, step, form: { version, reason, wrongFact: '' } })
  await take('evaluate', page.version)
  expect((await readPairing(site, coordinator, { pairingId })).state).toBe('evaluating')
  const back = await readPairingStep(site, coordinator, { pairingId, step: 'reopen' })
  expect(back.touched[0]?.outcome).toBe('回到「帮扶中」，该填帮扶记录的日子顺延')
  await expect(take('reopen', back.version)).rejects.toMatchObject({ status: 422 })
  await take('reopen', back.version, '按错了')
  expect((await readPairing(site, coordinator, { pairingId })).state).toBe('alive.active.onTrack')
  expect((await readPairingAtDesk(site, coordinator, pairingId)).history[0]).toMatchObject({ what: '退回评估以前', words: '按错了' })
  const end = await readPairingStep(site, coordinator, { pairingId, step: 'dissolve' })
  expect(end.touched.map(({ names }) => names.join())).toEqual(['唐崖茶叶店 和 余杭茶行', '唐崖茶叶店', '余杭茶行'])
  await take('dissolve', end.version, '店关了')
  await expect(readPairingStep(site, coordinator, { pairingId, step: 'dissolve' })).rejects.toMatchObject({ status: 409 })
  await expect(readPairingStep(site, coordinator, { pairingId, step: 'constructor' })).rejects.toMatchObject({ status: 404 })
  await expect(readPairingStep(site, official, { pairingId, step: 'dissolve' })).rejects.toMatchObject({ status: 403 })
})

test('the pages of a round’s other steps name whom they touch', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  await setPairRuling(site, coordinator, { roundId, west: west[0].shopId, east: east[1].shopId, ruling: 'pin', reason: '同村' })
  const about = { shop: west[0].shopId, pair: `${west[0].shopId} ${east[1].shopId}` }
  const said = async (step: string) => {
    const { touched, missing } = await readRoundStep(site, coordinator, { roundId, step, about })
    return [...touched.map(({ outcome, names }) => `${outcome}：${names.join('、')}`), ...missing]
  }
  expect(await said('close-wishes')).toEqual([
    '没有填，不能再填了，不填也会配：良渚食品、余杭茶行、朝阳寺土货店、唐崖茶叶店',
    '还有 4 家没有填志愿。',
  ])
  expect(await said('take-back')).toEqual(['不再指定，按分数和志愿配：唐崖茶叶店 和 良渚食品（原因：同村）'])
  expect(await said('leave')).toEqual(['退出这个批次：唐崖茶叶店', '指定和回避一起取消：指定 唐崖茶叶店 和 良渚食品'])
  await expect(said('evaluate')).rejects.toMatchObject({ status: 409 })
  await expect(said('constructor')).rejects.toMatchObject({ status: 404 })
  const take = (step: string) => takeRoundStep(site, coordinator, { roundId, step, about, form: { version: 1, reason: '', wrongFact: '' } })
  await take('take-back')
  await expect(take('take-back')).rejects.toMatchObject({ status: 409 })
  await take('leave')
  const { shops, rulings } = await readRound(site, coordinator, { roundId })
  expect([shops.map(({ name }) => name).includes('唐崖茶叶店'), rulings]).toEqual([false, []])
})

test('a round is not ended over those still going on: its page says who', async () => {
  const { site, roundId, pairingId, west, otherPairingId } = await anActivePairing()
  await answerPairing(site, west[1].owner, { pairingId: otherPairingId, agrees: false, reason: '忙不过来' })
  await site.settle()
  const { version } = await readRound(site, coordinator, { roundId })
  await takeRoundStep(site, coordinator, { roundId, step: 'evaluate', about: {}, form: { version, reason: '', wrongFact: '' } })
  const page = await readRoundStep(site, coordinator, { roundId, step: 'close', about: {} })
  expect([page.action, page.missing]).toEqual([null, ['还有 1 对没有评完，要等评完才能结束。']])
  expect(page.touched.map(({ names }) => names)).toEqual([['朝阳寺土货店 和 良渚食品'], ['唐崖茶叶店 和 余杭茶行']])
  expect((await readPairing(site, coordinator, { pairingId })).state).toBe('alive.active.onTrack')
})

test('the page before a rating says what is published, or why it cannot be', async () => {
  const { site, helped } = await anActivePairing()
  const { content } = await readRatingStep(site, coordinator, { shopId: helped.shopId, step: 'rate', ratingId: null })
  expect([content.action, content.missing]).toEqual([null, ['核实过的事不满三件，现在还不能评级。']])
  await expect(
    takeRatingStep(site, coordinator, {
      shopId: helped.shopId,
      step: 'rate',
      ratingId: null,
      form: { version: 0, reason: '', wrongFact: '' },
    }),
  ).rejects.toMatchObject({ status: 409 })
})

test('an owner’s number is masked at desks; whole only with a reason, which the owner can read', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  const { contacts } = await readPairingAtDesk(site, coordinator, pairingId)
  expect(contacts.map(({ ownerName, phone }) => [ownerName, phone])).toEqual([
    ['唐崖茶叶店店主', null],
    ['余杭茶行店主', null],
  ])
  const shopId = await registerShopAndOwner(site, coordinator, {
    side: 'west',
    name: '新店',
    ownerName: '陈店主',
    phone: '13900000012',
    regionCode: '422826103',
    categories: ['drink.tea'],
    band: 1,
    staff: 1,
  })
  expect(shopId).toBeTruthy()
  await expect(showOwnerPhone(site, coordinator, pairingId, { do: 'askPhone', side: 'west', reason: '好' })).rejects.toMatchObject({
    status: 422,
  })
  await expect(
    showOwnerPhone(site, helped.owner, pairingId, { do: 'askPhone', side: 'west', reason: '想看看自己的' }),
  ).rejects.toMatchObject({ status: 403 })
  // One of the two needs the other's consent, at a desk too.
  await expect(
    showOwnerPhone(site, { ...helper.owner, grants: coordinator.grants }, pairingId, {
      do: 'askPhone',
      side: 'west',
      reason: '很久没有联系',
    }),
  ).rejects.toMatchObject({ status: 403 })
  await expect(
    showOwnerPhone(site, officerOf('422826103'), pairingId, { do: 'askPhone', side: 'east', reason: '很久没有联系' }),
  ).rejects.toMatchObject({ status: 404 }) // the eastern shop is not in the officer's region
  await showOwnerPhone(site, coordinator, pairingId, { do: 'askPhone', side: 'west', reason: '很久没有联系' })
  expect(await listLooksAtOwnPhone(site, helped.owner, { shopId: helped.shopId })).toMatchObject([{ reason: '很久没有联系' }])
})

test('the list of pairings is exported as its page shows it, with the owners and without a whole phone number', async () => {
  const { site } = await anActivePairing()
  const exported = async (search: string) => {
    const rows: string[][] = []
    const query = parseTableQuery(new URLSearchParams(search), pairingList)
    const workbook = await exportPairingList(site, coordinator, { view: 'alive', query })
    for await (const batch of readSpreadsheet(Buffer.from(await new Response(workbook).arrayBuffer())))
      rows.push(...batch.map(({ cells }) => cells.map(textOf)))
    return rows
  }
  const whole = await exported('')
  expect(whole.map((row) => row[0])).toEqual(['西部店', '唐崖茶叶店'])
  expect(whole[0]).toEqual(['西部店', '西部店主', '电话(不全)', '乡镇', '东部店', '东部店主', '电话(不全)', '状态', '结成', '期满'])
  expect(whole.flat().filter((text) => /1\d{10}/.test(text))).toEqual([])
  expect((await exported('columns=east'))[0]).toEqual(['西部店', '西部店主', '电话(不全)', '东部店', '东部店主', '电话(不全)'])
  expect(await exported('region=000')).toHaveLength(1)
})
