// Planning and running classes: what the door lets whom do.
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Grant, Viewer } from '#app/access/viewer.ts'
import {
  enrolmentWorkflow,
  enrolPersons,
  issueSlips,
  listCohorts,
  planCohort,
  readAttendanceSheet,
  readCohort,
  stepCohort,
  stepEnrolment,
  takeAttendance,
  ownClasses,
} from '#app/modules/cohorts/cohorts.server.ts'
import type { TakenMark } from '#app/modules/cohorts/take-attendance.server.ts'
import { redeemSlip } from '#app/modules/accounts/accounts.server.ts'
import { canSeeCohort, canSeeTrainee } from '#app/modules/cohorts/policy.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { attendanceMarks, cohorts } from '#db/schema/cohorts.ts'
import { aClassWithATrainee, aCohort, anAdmin, anOfficer, aPerson, aViewer, enrol, mark, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

const plan = {
  number: 1,
  name: '茶叶班',
  tier: 'entrepreneur' as const,
  courseSlug: 'sell-tea-and-potatoes',
  regionCode: '422826100',
  place: '镇文化站',
  attendanceRequired: 75,
  sessions: [{ day: '2019-03-05', startsAt: '09:00', topic: '认识网店' }],
}

test('an officer plans classes in his own township, not in the next one; others plan none', async () => {
  const site = await aSite()
  await expect(planCohort(site, anOfficer, { ...plan, regionCode: '422826101' })).rejects.toMatchObject({ status: 403 })
  for (const viewer of [aViewer('official', { kind: 'region', code: '422826' }), aViewer('trainee', { kind: 'own' }, { personId: 'p1' })])
    await expect(planCohort(site, viewer, plan)).rejects.toMatchObject({ status: 403 })
  expect((await readCohort(site, anOfficer, await planCohort(site, anOfficer, plan))).state).toBe('planned')
})

test.each([
  ['a number that is no whole number', { number: 1.5 }, 'number'],
  ['no name', { name: ' ' }, 'name'],
  ['no place', { place: '' }, 'place'],
  ['a region that does not exist', { regionCode: '422826999' }, 'regionCode'],
  ['a whole province as the place', { regionCode: '42' }, 'regionCode'],
  ['more than all of the sessions', { attendanceRequired: 101 }, 'attendanceRequired'],
  ['no number for the attendance', { attendanceRequired: NaN }, 'attendanceRequired'],
  ['no sessions', { sessions: [] }, 'sessions'],
  ['a day that does not exist', { sessions: [{ day: '2019-02-30', startsAt: '09:00', topic: '认识网店' }] }, 'sessions'],
])('a plan with %s is refused at its field', async (_, wrong, field) => {
  const site = await aSite()
  await expect(planCohort(site, anAdmin, { ...plan, ...wrong })).rejects.toMatchObject({
    status: 422,
    fields: { [field]: [expect.stringMatching(/。$|排课/)] },
  })
})

test('a number is given once in a county, also to two who plan at the same time', async () => {
  const site = await aSite()
  const outcomes = await Promise.allSettled([planCohort(site, anAdmin, plan), planCohort(site, anOfficer, plan)])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(await site.read.$count(cohorts)).toBe(1)
})

test('a class starts with people in it, not with people who have left, and closes on its last day, not before', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  await step(site, id, 'OPEN')
  await expect(step(site, id, 'START')).rejects.toMatchObject({
    message: '培训班现在是「报名中」，还不能「开班」：要先有人报名。现在可以：取消。',
  })
  const first = await enrol(site, id, await aPerson(site))
  await stepEnrolment(site, anAdmin, { enrolmentId: first, event: { type: 'LEAVE', reason: '外出务工' } })
  await expect(step(site, id, 'START')).rejects.toMatchObject({ status: 409 })
  await stepEnrolment(site, anAdmin, { enrolmentId: first, event: { type: 'RETURN', reason: '不去了' } })
  await step(site, id, 'START')
  expect((await loadWorkflow(site.read, enrolmentWorkflow, first)).state).toBe('studying')
  await expect(step(site, id, 'CLOSE')).rejects.toMatchObject({ message: expect.stringContaining('要到最后一次课那天') })
  site.clock.set('2019-03-08T00:00:00+08:00')
  await step(site, id, 'CLOSE')
  expect((await readCohort(site, anAdmin, id)).state).toBe('completed')
})

test('cancelling a class lets everybody go, with the reason, and nobody can come back to it', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  await step(site, cohortId, 'CANCEL')
  const { state, snapshot } = await loadWorkflow(site.read, enrolmentWorkflow, enrolmentId)
  expect([state, snapshot.context.reason]).toEqual(['dismissed', '培训班取消了。'])
  await expect(stepEnrolment(site, anAdmin, { enrolmentId, event: { type: 'RETURN', reason: '想学' } })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('培训班要还没有结业或取消'),
  })
  await expect(enrol(site, cohortId, await aPerson(site))).rejects.toMatchObject({ status: 409 })
})

test('of two who step the same class, the slower is told', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  const open = () => stepCohort(site, anAdmin, { id, version: 0, event: { type: 'OPEN' } })
  const outcomes = await Promise.allSettled([open(), open()])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

test('a person is enrolled once, gets an account once, and studies at once where the class runs already', async () => {
  const site = await aSite()
  const { cohortId, personId, enrolmentId } = await aClassWithATrainee(site)
  expect(await enrol(site, cohortId, personId)).toBe(enrolmentId)
  expect((await site.read.select().from(accounts).where(eq(accounts.personId, personId))).length).toBe(1)
  const late = await enrol(site, cohortId, await aPerson(site))
  expect((await loadWorkflow(site.read, enrolmentWorkflow, late)).state).toBe('studying')
})

test('the page of a class offers each step that is possible, and says what is missing for the others', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  const steps = async (viewer: Viewer = anAdmin) => (await readCohort(site, viewer, id)).steps.map(({ type, missing }) => [type, missing])
  expect(await steps()).toEqual([
    ['OPEN', null],
    ['CANCEL', null],
  ])
  await step(site, id, 'OPEN')
  expect(await steps()).toEqual([
    ['START', '要先有人报名'],
    ['CANCEL', null],
  ])
  await enrol(site, id, await aPerson(site))
  await step(site, id, 'START')
  expect(await steps()).toEqual([
    ['CLOSE', '最后一次课在2019年3月8日'],
    ['CANCEL', null],
  ])
  expect(await steps(aViewer('official', { kind: 'region', code: '422826' }))).toEqual([])
})

test('attendance is taken from the day of the session on, while the class runs', async () => {
  const site = await aSite()
  const { id, sessions } = await aCohort(site)
  const enrolmentId = await enrol(site, id, await aPerson(site))
  await expect(mark(site, sessions[0]!, enrolmentId, 'present')).rejects.toMatchObject({
    status: 409,
    message: '这次课还没有上，不能记考勤。',
  })
  site.clock.set('2019-03-05T09:00:00+08:00')
  await expect(mark(site, sessions[0]!, enrolmentId, 'present')).rejects.toMatchObject({
    status: 409,
    message: '培训班现在是「筹备」，只有开班以后、结业以前能记考勤。',
  })
  await step(site, id, 'OPEN', 'START')
  expect(await mark(site, sessions[0]!, enrolmentId, 'present')).toEqual({ changed: 1 })
})

test('the same mark again changes nothing; another needs a reason, and both stay in the history', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  await mark(site, sessions[0]!, enrolmentId, 'absent', '')
  expect(await mark(site, sessions[0]!, enrolmentId, 'absent', '')).toEqual({ changed: 0 })
  await expect(mark(site, sessions[0]!, enrolmentId, 'late', ' ')).rejects.toMatchObject({
    status: 422,
    message: '田小禾的考勤已记过，要改请写原因。',
  })
  await mark(site, sessions[0]!, enrolmentId, 'late', '九点半到的')
  const { lines } = await readAttendanceSheet(site, anAdmin, { cohortId, sessionId: sessions[0]! })
  expect(lines[0]).toMatchObject({
    mark: 'late',
    history: [
      { mark: 'absent', reason: null },
      { mark: 'late', reason: '九点半到的' },
    ],
  })
  expect(await site.read.$count(attendanceMarks)).toBe(2)
})

test('an officer marks the people of his own township, wherever the class is held; one wrong line stops the whole sheet', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site, { regionCode: '422826' })
  const other = await enrol(site, cohortId, await aPerson(site, { name: '覃小山', regionCode: '422826101201' }))
  const take = (...ids: string[]) =>
    takeAttendance(site, anOfficer, {
      sessionId: sessions[0]!,
      marks: ids.map((id) => ({ enrolmentId: id, mark: 'present', how: 'list' })),
    })
  await expect(take(enrolmentId, other)).rejects.toMatchObject({ status: 403 })
  expect(await site.read.$count(attendanceMarks)).toBe(0)
  expect(await take(enrolmentId)).toEqual({ changed: 1 })
  expect((await readCohort(site, anOfficer, cohortId)).trainees.map(({ name }) => name)).toEqual(['田小禾'])
})

test('what was not touched on the sheet is no statement: two who take attendance at once do not write over each other', async () => {
  const site = await aSite()
  const { sessions, enrolmentId, cohortId } = await aClassWithATrainee(site)
  const other = await enrol(site, cohortId, await aPerson(site, { name: '向大妹' }))
  const sheet = async () =>
    Object.fromEntries(
      (await readAttendanceSheet(site, anAdmin, { cohortId, sessionId: sessions[0]! })).lines.map((line) => [
        line.name,
        line.history.map((one) => one.mark),
      ]),
    )
  const post = (marks: TakenMark[]) => takeAttendance(site, anAdmin, { sessionId: sessions[0]!, marks })
  await post([{ enrolmentId, mark: 'present', how: 'list', seen: null }])
  // both open the sheet now: 田小禾 is present, 向大妹 has no mark
  await post([{ enrolmentId, mark: 'absent', how: 'list', reason: '点错了', seen: 'present' }])
  expect(
    await post([
      { enrolmentId, mark: 'present', how: 'list', reason: '', seen: 'present' },
      { enrolmentId: other, mark: 'late', how: 'list', seen: null },
    ]),
  ).toEqual({ changed: 1 })
  expect(await sheet()).toEqual({ 田小禾: ['present', 'absent'], 向大妹: ['late'] })
})

test('a mark that somebody else has changed meanwhile is not written over, with or without a reason, until it was seen', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  const post = (seen: TakenMark['seen'], reason = '记错了') =>
    takeAttendance(site, anAdmin, { sessionId: sessions[0]!, marks: [{ enrolmentId, mark: 'present', how: 'list', reason, seen }] })
  await mark(site, sessions[0]!, enrolmentId, 'absent')
  await expect(post(null)).rejects.toMatchObject({
    status: 422,
    fields: { [`reason-${enrolmentId}`]: [expect.stringContaining('别人把田小禾的考勤记成了“缺课”')] },
  })
  expect(await post('absent')).toEqual({ changed: 1 })
})

test('who is not chosen counts as present only where nobody has a mark by now', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  await mark(site, sessions[0]!, enrolmentId, 'absent')
  expect(
    await takeAttendance(site, anAdmin, {
      sessionId: sessions[0]!,
      marks: [{ enrolmentId, mark: 'present', how: 'list', seen: null, onlyIfNone: true }],
    }),
  ).toEqual({ changed: 0 })
})

test('a sheet on which nobody was marked is not called saved', async () => {
  const site = await aSite()
  const { sessions } = await aClassWithATrainee(site)
  site.clock.set('2019-03-08T18:00:00+08:00')
  await expect(takeAttendance(site, anOfficer, { sessionId: sessions[0]!, marks: [] })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('什么也没有存'),
  })
})

test('what lies outside is not there: not to read, not to step, not to enrol in', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId, personId } = await aClassWithATrainee(site)
  const stranger = aViewer('townshipOfficer', { kind: 'region', code: '422826101' })
  const nowhere = { status: 404 }
  await expect(readCohort(site, stranger, cohortId)).rejects.toMatchObject(nowhere)
  await expect(readAttendanceSheet(site, stranger, { cohortId, sessionId: sessions[0]! })).rejects.toMatchObject(nowhere)
  await expect(stepCohort(site, stranger, { id: cohortId, version: 2, event: { type: 'CLOSE' } })).rejects.toMatchObject(nowhere)
  await expect(stepEnrolment(site, stranger, { enrolmentId, event: { type: 'LEAVE', reason: '不知道' } })).rejects.toMatchObject(nowhere)
  await expect(enrolPersons(site, stranger, { cohortId, personIds: [personId] })).rejects.toMatchObject(nowhere)
  await expect(takeAttendance(site, stranger, { sessionId: sessions[0]!, marks: [] })).rejects.toMatchObject(nowhere)
  await expect(issueSlips(site, stranger, { cohortId })).rejects.toMatchObject(nowhere)
})

test('who is ticked and not in the register is told: nobody is enrolled', async () => {
  const site = await aSite()
  const [{ id: cohortId }, personId] = [await aCohort(site), await aPerson(site)]
  const ticked = { cohortId, personIds: [personId, 'nobody'] }
  await expect(enrolPersons(site, anAdmin, ticked)).rejects.toThrow('有的登记册里没有，所以一个也没有报名')
  expect((await readCohort(site, anAdmin, cohortId)).trainees).toEqual([])
})

test('a slip for who has signed in needs a reason; for all others of a class one press does', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  const other = await enrol(site, cohortId, await aPerson(site, { name: '向大妹' }))
  const whole = await issueSlips(site, anOfficer, { cohortId })
  expect(whole.slips).toHaveLength(2)
  await redeemSlip(site, { code: whole.slips.find(({ name }) => name !== '向大妹')!.code, secret: '739154' })
  await expect(issueSlips(site, anOfficer, { cohortId })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('没有人要发') as string,
  })
  const both = (reasons?: ReadonlyMap<string, string>) =>
    issueSlips(site, anOfficer, { cohortId, enrolmentIds: [enrolmentId, other], reasons, voidsLive: true })
  await expect(both()).rejects.toMatchObject({ status: 422, message: expect.stringContaining('已经设好了密码') })
  expect((await both(new Map([[enrolmentId, '本人打电话来要']]))).slips).toHaveLength(2)
})

test('slips come in the order of the class list, in which a township stands together, whoever is chosen', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  for (const [nth, name] of ['向阳', '田禾', '覃山', '唐崖', '李桥', '黄溪', '白沙'].entries())
    await enrol(site, cohortId, await aPerson(site, { name, regionCode: `42282610${nth % 3}201` }))
  const { trainees } = await readCohort(site, anAdmin, cohortId)
  const names = async (enrolmentIds?: string[]) =>
    (await issueSlips(site, anAdmin, { cohortId, enrolmentIds, voidsLive: true })).slips.map(({ name }) => name)
  expect(await names()).toEqual(trainees.map(({ name }) => name))
  const chosen = trainees.filter((_, nth) => nth % 2 === 0)
  expect(await names(chosen.map(({ enrolmentId }) => enrolmentId))).toEqual(chosen.map(({ name }) => name))
})

test('an official sees the class and changes nothing', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId } = await aClassWithATrainee(site)
  const official = aViewer('official', { kind: 'region', code: '422826' })
  expect((await readCohort(site, official, cohortId)).canRun).toBe(false)
  await expect(stepCohort(site, official, { id: cohortId, version: 2, event: { type: 'CLOSE' } })).rejects.toMatchObject({ status: 403 })
  await expect(stepEnrolment(site, official, { enrolmentId, event: { type: 'LEAVE', reason: '不知道' } })).rejects.toMatchObject({
    status: 404,
  })
})

test('a trainee sees her own class with her marks and what is still missing, and nobody else’s', async () => {
  const site = await aSite()
  const { sessions, enrolmentId, personId } = await aClassWithATrainee(site)
  await mark(site, sessions[1]!, enrolmentId, 'late')
  const [mine] = await ownClasses.listOwnClasses(site, aViewer('trainee', { kind: 'own' }, { personId }))
  expect(mine).toMatchObject({ enrolmentState: 'studying', missing: ['还要上 2 次课', '考试还没有通过'] })
  expect(mine!.sessions.map((session) => session.mark)).toEqual([null, 'late', null, null])
  expect(await ownClasses.listOwnClasses(site, aViewer('trainee', { kind: 'own' }, { personId: 'somebody-else' }))).toEqual([])
})

const grant = (ids: string[]) =>
  fc.oneof(
    fc
      .constantFrom('422826', '422826100', '422826100201', '422826101', '330110')
      .chain((code) =>
        fc.constantFrom('official' as const, 'townshipOfficer' as const).map((role): Grant => ({ role, scope: { kind: 'region', code } })),
      ),
    fc.constantFrom(...ids).map((id): Grant => ({ role: 'instructor', scope: { kind: 'cohort', id } })),
    fc.constant<Grant>({ role: 'administrator', scope: { kind: 'everything' } }),
    fc.constant<Grant>({ role: 'trainee', scope: { kind: 'own' } }),
  )

test('judge and filter agree on classes and on their people, whatever the grants', async () => {
  const site = await aSite()
  const places = ['422826', '422826100', '422826101', '422826102']
  const ids: string[] = []
  for (const [nth, regionCode] of places.entries()) {
    const { id } = await aCohort(site, { number: nth + 1, regionCode })
    ids.push(id)
    for (const home of ['422826100201', '422826101201']) await enrol(site, id, await aPerson(site, { regionCode: home }))
  }
  await fc.assert(
    fc.asyncProperty(fc.array(grant(ids), { maxLength: 3 }), async (grants) => {
      const viewer: Viewer = { accountId: 'a', personId: 'p', name: '某人', grants }
      const listed = await listCohorts(site, viewer)
      expect(listed.map(({ id }) => id).sort()).toEqual(
        ids.filter((id, nth) => canSeeCohort(viewer, { id, regionCode: places[nth]! })).sort(),
      )
      for (const { id } of listed) {
        const { trainees } = await readCohort(site, viewer, id)
        const all = (await readCohort(site, anAdmin, id)).trainees
        expect(trainees.map(({ enrolmentId }) => enrolmentId)).toEqual(
          all
            .filter((trainee) => canSeeTrainee(viewer, { personRegion: trainee.region, cohortId: id }))
            .map(({ enrolmentId }) => enrolmentId),
        )
      }
    }),
    { numRuns: 80 },
  )
})
