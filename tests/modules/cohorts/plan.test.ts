// What a plan may say: numbers by county and year, the tier of the course, and sessions on days that can be meant.
import { expect, test } from 'vitest'
import { changeCohort, findFreeNumber, planCohort, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import type { CohortChange } from '#app/modules/cohorts/commands.server.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { aClassWithATrainee, aCohort, anAdmin, anOfficer, aViewer, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const plan = {
  name: '茶叶班',
  courseSlug: 'sell-tea-and-potatoes',
  regionCode: '422826100',
  place: '镇文化站',
  attendanceRequired: 75,
  sessions: [{ row: 'new-1', day: '2019-03-05', startsAt: '09:00', topic: '认识网店' }],
}
const on = (...days: string[]) => days.map((day, nth) => ({ row: `new-${nth + 1}`, day, startsAt: '09:00', topic: '认识网店' }))
const county = { countyCode: '422826', year: 2019 }

async function asItIs(site: TestSite, id: string): Promise<{ id: string } & CohortChange> {
  const { name, place, attendanceRequired, sessions } = await readCohort(site, anAdmin, id)
  return { id, name, place, attendanceRequired, sessions: sessions.map((session) => ({ ...session, row: session.id })) }
}

test('without a number a class gets the next free one of its county and year, also of another township', async () => {
  const site = await aSite()
  await planCohort(site, anAdmin, { ...plan, regionCode: '422826101' })
  expect(await findFreeNumber(site.read, county)).toBe(2)
  const second = await planCohort(site, anOfficer, plan)
  const nextYear = await planCohort(site, anOfficer, { ...plan, sessions: on('2020-01-08') })
  expect([(await readCohort(site, anAdmin, second)).number, (await readCohort(site, anAdmin, nextYear)).number]).toEqual([2, 1])
})

test('a number that is taken is explained as far as the viewer may see, with the next that is free', async () => {
  const site = await aSite()
  await planCohort(site, anAdmin, { ...plan, number: 3, name: '竹编班' })
  await expect(planCohort(site, anOfficer, { ...plan, number: 3 })).rejects.toMatchObject({
    fields: { number: [expect.stringMatching(/^2019年第 3 期已经有了，是.+的“竹编班”（筹备）。下一个空号是 4。$/)] },
  })
  const stranger = aViewer('townshipOfficer', { kind: 'region', code: '422826101' })
  await expect(planCohort(site, stranger, { ...plan, regionCode: '422826101', number: 3 })).rejects.toMatchObject({
    fields: { number: ['2019年第 3 期已经有了，在别的地方办的班里。下一个空号是 4。'] },
  })
})

test('no number is larger than 999, and a large one leaves the small ones to the next', async () => {
  const site = await aSite()
  await expect(planCohort(site, anAdmin, { ...plan, number: 999_999 })).rejects.toMatchObject({
    fields: { number: ['期数应是 1 到 999 的整数。'] },
  })
  await planCohort(site, anAdmin, { ...plan, number: 999 })
  expect(await findFreeNumber(site.read, county)).toBe(1)
})

test.each([
  ['before the programme', on('1999-03-05'), 'day-new-1'],
  ['years ahead', on('2062-03-05'), 'day-new-1'],
  ['on a day that does not exist', on('2019-02-30'), 'day-new-1'],
  ['without a day', on(''), 'day-new-1'],
  ['twice', on('2019-03-05', '2019-03-05'), 'startsAt-new-2'],
])('a session %s is refused at its row', async (_, sessions, field) => {
  const site = await aSite()
  await expect(planCohort(site, anAdmin, { ...plan, sessions })).rejects.toMatchObject({
    status: 422,
    fields: { [field]: [expect.any(String)] },
  })
})

test('a name of more than forty signs is refused', async () => {
  const site = await aSite()
  await expect(planCohort(site, anAdmin, { ...plan, name: '茶'.repeat(41) })).rejects.toMatchObject({
    fields: { name: ['班名最多 40 字。'] },
  })
})

test('the tier is that of the course; another one is refused', async () => {
  const site = await aSite()
  expect((await readCohort(site, anAdmin, await planCohort(site, anAdmin, plan))).tier).toBe('entrepreneur')
  await expect(planCohort(site, anAdmin, { ...plan, tier: 'township' })).rejects.toMatchObject({
    fields: { tier: [expect.stringContaining('创业人员')] },
  })
})

test('number, course and region change while the class is planned, and the tier follows the course', async () => {
  const site = await aSite()
  const id = await planCohort(site, anAdmin, plan)
  await changeCohort(site, anAdmin, { ...(await asItIs(site, id)), number: 7, courseSlug: 'policy-into-villages', regionCode: '422826101' })
  expect(await readCohort(site, anAdmin, id)).toMatchObject({
    number: 7,
    tier: 'township',
    regionCode: '422826101',
    courseSlug: 'policy-into-villages',
  })
})

test('once it enrols its course and region stay, once it runs its number', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  await step(site, id, 'OPEN')
  const change = await asItIs(site, id)
  await expect(changeCohort(site, anAdmin, { ...change, courseSlug: 'policy-into-villages' })).rejects.toMatchObject({
    fields: { courseSlug: ['开始报名以后，课程不能再改。'] },
  })
  await expect(changeCohort(site, anAdmin, { ...change, regionCode: '422826101' })).rejects.toMatchObject({
    fields: { regionCode: ['开始报名以后，办班的地区不能再改。'] },
  })
  await changeCohort(site, anAdmin, { ...change, number: 5 })
  const running = await aClassWithATrainee(site)
  await expect(changeCohort(site, anAdmin, { ...(await asItIs(site, running.cohortId)), number: 8 })).rejects.toMatchObject({
    fields: { number: ['开班以后，期数不能再改。'] },
  })
})

test('an officer does not move a class to another township', async () => {
  const site = await aSite()
  const id = await planCohort(site, anOfficer, plan)
  await expect(changeCohort(site, anOfficer, { ...(await asItIs(site, id)), regionCode: '422826101' })).rejects.toMatchObject({
    fields: { regionCode: ['只能在自己负责的地区办班。'] },
  })
})

test('a session without a place of its own is held where the class is', async () => {
  const site = await aSite()
  const [session] = plan.sessions
  const sessions = [
    { ...session!, place: '' },
    { ...session!, row: 'new-2', day: '2019-03-06', place: ' 村委会 ' },
  ]
  const { sessions: planned } = await readCohort(site, anAdmin, await planCohort(site, anAdmin, { ...plan, sessions }))
  expect(planned.map(({ place }) => place)).toEqual(['镇文化站', '村委会'])
})

test('who runs the class takes an instructor out of it', async () => {
  const site = await aSite()
  const id = await planCohort(site, anOfficer, plan)
  const { accountId } = await createUser(site, anAdmin, { role: 'instructor', name: '某讲师', phone: '13900000007', cohort: id })
  expect((await loadViewer(site, accountId))?.grants).toHaveLength(1)
  await changeCohort(site, anOfficer, { ...(await asItIs(site, id)), withoutInstructors: [accountId] })
  expect((await loadViewer(site, accountId))?.grants ?? []).toHaveLength(0)
})

test('sessions without a day are asked for their day each, and never called the same session', async () => {
  const site = await aSite()
  const refused = await planCohort(site, anOfficer, { ...plan, sessions: on('', '', '2019-02-30', '2019-02-30') }).catch(
    (fault: unknown) => fault,
  )
  expect(refused).toHaveProperty('fields', {
    'day-new-1': ['请填日期。'],
    'day-new-2': ['请填日期。'],
    'day-new-3': ['这个日期不存在。'],
    'day-new-4': ['这个日期不存在。'],
  })
})
