// What a class needs next: one sentence, and one main action that its viewer may take.
import { expect, test } from 'vitest'
import { listClosingGaps, listCohortHistory, readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { findNextStep, listStages } from '#app/modules/cohorts/pages/next-step.ts'
import { aCohort, anAdmin, aPerson, aViewer, enrol, mark, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

test('from planning to the end the next step is named, and the end is never offered while something is missing', async () => {
  const site = await aSite()
  const { id, sessions } = await aCohort(site, { days: ['2019-03-04', '2019-03-05'] })
  const next = async (viewer = anAdmin) => {
    const cohort = await readCohortHead(site, viewer, id)
    return findNextStep({ viewer, cohort, gaps: await listClosingGaps(site, id) })
  }
  const nowAt = async () => listStages(await readCohortHead(site, anAdmin, id), site.now()).find(({ state }) => state === 'now')?.label
  expect([await nowAt(), (await next()).action]).toEqual(['筹备', { label: '开始报名', post: 'OPEN' }])
  await step(site, id, 'OPEN')
  expect([await nowAt(), (await next()).action]).toEqual(['报名', expect.objectContaining({ label: '报名' })])
  expect((await next()).otherwise?.href).toContain(`cohort=${id}`) // a roster, for this class
  const enrolmentId = await enrol(site, id, await aPerson(site))
  expect((await next()).action).toEqual({ label: '开班', post: 'START' })
  await step(site, id, 'START')
  await site.settle()
  site.clock.set('2019-03-05T18:00:00+08:00')
  expect([await nowAt(), (await next()).action]).toEqual(['开班', expect.objectContaining({ label: '记考勤' })])
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  expect(await next()).toMatchObject({ sentence: expect.stringContaining('还没有安排考试') as string, action: { label: '安排考试' } })
  expect((await next(aViewer('official', { kind: 'region', code: '422826' }))).action).toBeNull()
})

test('a session of today counts as held from its hour, and until then it is the next one', async () => {
  const site = await aSite()
  const { id, sessions } = await aCohort(site, { days: ['2019-03-04', '2019-03-05'] })
  const { startsAt } = (await readCohortHead(site, anAdmin, id)).sessions[1]!
  await step(site, id, 'OPEN')
  const enrolmentId = await enrol(site, id, await aPerson(site))
  await step(site, id, 'START')
  await site.settle()
  site.clock.set('2019-03-04T18:00:00+08:00')
  await mark(site, sessions[0]!, enrolmentId, 'present')
  const exam = { opensAt: site.now(), closesAt: new Date('2019-03-07T00:00:00+08:00') }
  const at = async (time: string) => {
    site.clock.set(`2019-03-05T${time}:00+08:00`)
    const cohort = { ...(await readCohortHead(site, anAdmin, id)), exam }
    return [cohort.sessions.filter(({ hasBegun }) => hasBegun).length, findNextStep({ viewer: anAdmin, cohort, gaps: [] }).sentence]
  }
  expect(await at('00:01')).toEqual([1, expect.stringContaining('下一次课：2019年3月5日')])
  expect(await at(startsAt)).toEqual([2, expect.stringContaining('还没有记考勤')])
})

test('its history says who did what, when and why, latest first', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  await step(site, id, 'OPEN', 'CANCEL')
  const [latest, first, made] = await listCohortHistory(site, anAdmin, id)
  expect(latest).toMatchObject({ what: '取消', to: '取消' })
  expect(latest!.reason).toBeTruthy()
  expect(first).toMatchObject({ what: '开始报名', to: '报名中', reason: null })
  expect(made).toMatchObject({ what: '办新班', to: '筹备' })
  await expect(listCohortHistory(site, aViewer('instructor', { kind: 'cohort', id: 'another' }), id)).rejects.toMatchObject({ status: 404 })
})
