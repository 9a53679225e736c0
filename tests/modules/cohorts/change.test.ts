// Changing a class: sessions move, come and go, and what people have earned stays theirs.
import { and, eq, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { changeCohort, enrolmentWorkflow, planCohort, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import type { CohortChange } from '#app/modules/cohorts/commands.server.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { certificates } from '#db/schema/certificates.ts'
import { completions } from '#db/schema/cohorts.ts'
import { workflows } from '#db/schema/workflow.ts'
import { aClassWithATrainee, aCohort, anAdmin, anOfficer, aViewer, mark, pass, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

/** The class as it stands, to be changed and handed in. */
async function asItIs(site: TestSite, id: string): Promise<CohortChange> {
  const { name, place, attendanceRequired, sessions } = await readCohort(site, anAdmin, id)
  return {
    name,
    place,
    attendanceRequired,
    sessions: sessions.map(({ id, day, startsAt, topic, place }) => ({ id, day, startsAt, topic, place })),
  }
}
const move = (change: CohortChange, at: number, day: string): CohortChange => ({
  ...change,
  sessions: change.sessions.map((session, nth) => (nth === at ? { ...session, day, startsAt: '14:00' } : session)),
})
const believed = async (site: TestSite, enrolmentId: string) =>
  (
    await site.read
      .select({ day: completions.day })
      .from(completions)
      .where(and(eq(completions.enrolmentId, enrolmentId), isNull(completions.supersededAt)))
  ).map(({ day }) => day)

test('sessions are moved, added and dropped, and the class lasts from the first day to the last', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  const change = move(await asItIs(site, id), 3, '2019-03-20')
  await changeCohort(site, anOfficer, {
    id,
    ...change,
    name: ' 茶叶二班 ',
    attendanceRequired: 50,
    sessions: [...change.sessions.slice(1), { day: '2019-03-12', startsAt: '14:00', topic: '包装', place: '' }],
  })
  const after = await readCohort(site, anAdmin, id)
  expect(after).toMatchObject({ name: '茶叶二班', attendanceRequired: 50, startsOn: '2019-03-06', endsOn: '2019-03-20' })
  expect(after.sessions.map(({ day, topic, place }) => [day, topic, place])).toEqual([
    ['2019-03-06', '第 2 讲', '镇文化站'],
    ['2019-03-07', '第 3 讲', '镇文化站'],
    ['2019-03-12', '包装', '镇文化站'],
    ['2019-03-20', '第 4 讲', '镇文化站'],
  ])
})

test.each([
  ['no session is left', (change: CohortChange) => ({ ...change, sessions: [] }), 'sessions'],
  ['a day does not exist', (change: CohortChange) => move(change, 0, '2019-02-30'), 'sessions'],
  ['a time is no time', (change: CohortChange) => ({ ...change, sessions: [{ ...change.sessions[0]!, startsAt: '25:00' }] }), 'sessions'],
  ['a session has no topic', (change: CohortChange) => ({ ...change, sessions: [{ ...change.sessions[0]!, topic: ' ' }] }), 'sessions'],
  ['the name is gone', (change: CohortChange) => ({ ...change, name: ' ' }), 'name'],
  ['the share is no share', (change: CohortChange) => ({ ...change, attendanceRequired: 0 }), 'attendanceRequired'],
])('it is refused at its field where %s', async (_, wrong, field) => {
  const site = await aSite()
  const { id } = await aCohort(site)
  await expect(changeCohort(site, anAdmin, { id, ...wrong(await asItIs(site, id)) })).rejects.toMatchObject({
    status: 422,
    fields: { [field]: [expect.stringMatching(/。$/)] },
  })
})

test('a session that was marked is not dropped, and is not moved to a day to come', async () => {
  const site = await aSite()
  const { cohortId: id, sessions, enrolmentId } = await aClassWithATrainee(site)
  await mark(site, sessions[0]!, enrolmentId, 'absent')
  const change = await asItIs(site, id)
  await expect(changeCohort(site, anAdmin, { id, ...change, sessions: change.sessions.slice(1) })).rejects.toMatchObject({
    status: 409,
    message: '记过考勤的课次不能去掉。',
  })
  await expect(changeCohort(site, anAdmin, { id, ...move(change, 0, '2019-03-09') })).rejects.toMatchObject({
    status: 409,
    message: '2019年3月5日的课记过考勤，不能改到以后的日子。',
  })
  await changeCohort(site, anAdmin, { id, ...move(change, 0, '2019-03-04') })
  expect((await readCohort(site, anAdmin, id)).startsOn).toBe('2019-03-04')
})

test('the day of completion and the certificate move with the day of the session by which it was earned', async () => {
  const site = await aSite()
  const { cohortId: id, sessions, enrolmentId } = await aClassWithATrainee(site)
  await pass(site, enrolmentId, '2019-03-05')
  for (const session of sessions.slice(0, 3)) await mark(site, session, enrolmentId, 'present')
  await site.settle()
  expect(await believed(site, enrolmentId)).toEqual(['2019-03-07'])
  await changeCohort(site, anAdmin, { id, ...move(await asItIs(site, id), 2, '2019-03-08') })
  await site.settle()
  expect(await believed(site, enrolmentId)).toEqual(['2019-03-08'])
  const issued = await site.read
    .select({ state: workflows.state, content: certificates.content })
    .from(certificates)
    .innerJoin(workflows, eq(workflows.id, certificates.id))
    .orderBy(certificates.number)
  expect(issued).toMatchObject([
    { state: 'replaced', content: { completedOn: '2019-03-07' } },
    { state: 'valid', content: { completedOn: '2019-03-08' } },
  ])
})

test('with fewer sessions those who have come often enough complete at once; afterwards none is added or dropped', async () => {
  const site = await aSite()
  const { cohortId: id, sessions, enrolmentId } = await aClassWithATrainee(site)
  await pass(site, enrolmentId, '2019-03-05')
  for (const session of sessions.slice(0, 2)) await mark(site, session, enrolmentId, 'present')
  const change = await asItIs(site, id)
  await changeCohort(site, anAdmin, { id, ...change, sessions: change.sessions.slice(0, 2) })
  expect([(await loadWorkflow(site.read, enrolmentWorkflow, enrolmentId)).state, await believed(site, enrolmentId)]).toEqual([
    'completed',
    ['2019-03-06'],
  ])
  await expect(
    changeCohort(site, anAdmin, {
      id,
      ...change,
      sessions: [...change.sessions.slice(0, 2), { day: '2019-03-20', startsAt: '09:00', topic: '加课' }],
    }),
  ).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/^已经有人结业，课次不能再增减/) })
})

test('once it runs the share to attend stays; once it is over all of it stays', async () => {
  const site = await aSite()
  const { cohortId: id } = await aClassWithATrainee(site)
  const change = await asItIs(site, id)
  await expect(changeCohort(site, anAdmin, { id, ...change, attendanceRequired: 90 })).rejects.toMatchObject({
    status: 422,
    fields: { attendanceRequired: ['开班以后，出勤要求不能再改。'] },
  })
  await step(site, id, 'CLOSE')
  await expect(changeCohort(site, anAdmin, { id, ...change })).rejects.toMatchObject({
    status: 409,
    message: '培训班现在是「结业」，安排不能再改。',
  })
})

test('of two who change a class at the same time, the one whose session was dropped by the other is told', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  const change = await asItIs(site, id)
  await changeCohort(site, anAdmin, { id, ...change, sessions: change.sessions.slice(1) })
  await expect(changeCohort(site, anOfficer, { id, ...change })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('别人刚改过'),
  })
})

test('who runs the class changes it: an official may not, and to others it is not there', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  const change = { id, ...(await asItIs(site, id)) }
  await expect(changeCohort(site, aViewer('official', { kind: 'region', code: '422826' }), change)).rejects.toMatchObject({ status: 403 })
  await expect(changeCohort(site, aViewer('townshipOfficer', { kind: 'region', code: '422826101' }), change)).rejects.toMatchObject({
    status: 404,
  })
  await changeCohort(site, aViewer('instructor', { kind: 'cohort', id }), change)
})

test('an officer chooses instructors among those who teach already, and makes nobody one', async () => {
  const site = await aSite()
  const first = await aCohort(site)
  const { accountId } = await createUser(site, anAdmin, { name: '讲师小浙', role: 'instructor', cohort: first.id, phone: '13900070003' })
  const { accountId: official } = await createUser(site, anAdmin, {
    name: '干部小咸',
    role: 'official',
    region: '422826',
    phone: '13900070004',
  })
  const id = await planCohort(site, anOfficer, {
    number: 2,
    name: '二班',
    tier: 'entrepreneur',
    courseSlug: 'sell-tea-and-potatoes',
    regionCode: '422826100',
    place: '镇文化站',
    attendanceRequired: 75,
    sessions: [{ day: '2019-03-05', startsAt: '09:00', topic: '认识网店' }],
    instructors: [accountId, official],
  })
  const seen = async (account: string) =>
    readCohort(site, (await loadViewer(site, account))!, id).then(
      ({ canRun }) => canRun,
      () => null,
    )
  expect([await seen(accountId), await seen(official)]).toEqual([true, false]) // the official sees it by his region
})

test('of two who change a plan at once, the second undoes nothing of the first', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  const { plan: seen } = await readCohort(site, anAdmin, id)
  const change = await asItIs(site, id)
  const one = { day: '2019-03-12', startsAt: '14:00', topic: '包装', place: '' }
  await changeCohort(site, anOfficer, { id, ...change, seen, sessions: [...change.sessions, one] })
  const late = changeCohort(site, anAdmin, { id, ...change, seen, name: '茶叶二班' })
  await expect(late).rejects.toMatchObject({ status: 409, message: expect.stringContaining('别人改过这个班的安排') as string })
  const now = await readCohort(site, anAdmin, id)
  expect([now.sessions.length, now.name]).toEqual([change.sessions.length + 1, change.name])
  await changeCohort(site, anAdmin, { id, ...(await asItIs(site, id)), seen: now.plan, name: '茶叶二班' })
})

test('a course that somebody else has chosen meanwhile is not changed back by whoever saw the one before', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  const { plan: seen, courseSlug } = await readCohort(site, anAdmin, id)
  await changeCohort(site, anOfficer, { id, ...(await asItIs(site, id)), seen, courseSlug: 'policy-into-villages' })
  const late = changeCohort(site, anAdmin, { id, ...(await asItIs(site, id)), seen, courseSlug, name: '茶叶二班' })
  await expect(late).rejects.toMatchObject({ status: 409, message: expect.stringContaining('别人改过这个班的安排') })
  expect(await readCohort(site, anAdmin, id)).toMatchObject({ name: '茶叶上行班', courseSlug: 'policy-into-villages' })
})
