// The template of the first 90 days: published, changed, and what that does to running plans.
import { expect, test } from 'vitest'
import {
  draftTemplate,
  submitGoalProof,
  publishTemplate,
  readPairing,
  readTemplateImpact,
  loadCurrentTemplate,
} from '#app/modules/pairings/pairings.server.ts'
import { planTemplate } from '#app/modules/pairings/plan/plan.ts'
import { anActivePairing } from './makers.ts'
import { coordinator, officerOf } from '#tests/modules/shops/makers.ts'

const day = 24 * 60 * 60 * 1000

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
  const impact = await readTemplateImpact(site, coordinator, await draftTemplate(site, entry))
  expect(impact).toMatchObject([{ pairingId, changes: [{ change: 'removed' }, { change: 'moved' }] }])
  await publishTemplate(site, coordinator, { ...entry, toRunning: false })
  expect((await loadCurrentTemplate(site.read)).version).toBe(2)
  expect(await plan()).toEqual(before)
  await publishTemplate(site, coordinator, { ...entry, toRunning: true })
  expect(await plan()).toEqual(['first-listing 2019-03-14', 'five-photos 2019-03-24', 'ten-orders 2019-05-28'])
})

test('a goal that is renamed or asks for another proof is said to change, and does, unless it was reached', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  await submitGoalProof(site, helped.owner, { pairingId, goal: 'first-listing', proof: 'https://example.com/item/1' })
  const goals = planTemplate.goals.map((goal) => ({
    ...goal,
    needs: [...goal.needs],
    ...(['first-order', 'first-listing'].includes(goal.goal) ? { title: `新的${goal.title}`, proofKind: 'picture' as const } : {}),
  }))
  const entry = { goals, why: '看图才放心' }
  expect((await readTemplateImpact(site, coordinator, await draftTemplate(site, entry)))[0]?.changes.map(({ words }) => words)).toEqual([
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
    const said = (await readTemplateImpact(site, coordinator, await draftTemplate(site, entry)))[0]?.changes.map(({ words }) => words)
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
