// What the home of each desk says of a county in a known state, and how the way to the first class is ticked.
import { type SQL, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createUser, issueSlips, listWithoutSlip } from '#app/modules/accounts/accounts.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { sortErrands, formatDue } from '#app/shell/errand.ts'
import { readDeskHome } from '#app/modules/desk-home/desk-home.server.ts'
import { planExam } from '#app/modules/exams/exams.server.ts'
import { previewRoster, uploadRoster } from '#app/modules/rosters/rosters.server.ts'
import { importShipped, questionBank } from '#app/modules/studio/studio.server.ts'
import { cohorts, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/schema/households.ts'
import { workflows } from '#db/schema/workflow.ts'
import { aPlan } from '#tests/support/exam-hall.ts'
import { keepStages } from '#app/modules/talent/talent.server.ts'
import { aClassWithATrainee, aCohort, anAdmin, anOfficer, aPerson, aViewer, enrol, mark, pass, step } from '#tests/support/makers.ts'
import { mostRowsOf } from '#tests/support/plans.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const anOfficial = aViewer('official', { kind: 'region', code: '422826' })
const aCoordinator = aViewer('coordinator', { kind: 'everything' })

const homeOf = (site: TestSite, viewer: Viewer, { hasAddress = true } = {}) => readDeskHome(site, viewer, { hasAddress })
const errandsOf = async (site: TestSite, viewer: Viewer) => {
  const { errands, today } = await homeOf(site, viewer)
  return errands.map((errand) => `${errand.count} ${errand.unit}｜${errand.sentence}｜${formatDue(errand, today) ?? ''}`)
}
const waySteps = async (site: TestSite, viewer: Viewer, hasAddress = true) =>
  (await homeOf(site, viewer, { hasAddress })).way?.map(({ title, isDone }) => `${isDone ? '✓' : '·'} ${title}`) ?? null

test('an officer is told of attendance, exam, slips and closing, the longest overdue first', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId } = await aClassWithATrainee(site)
  site.clock.set('2019-03-07T18:00:00+08:00')
  expect(await errandsOf(site, anOfficer)).toEqual([
    '1 人｜2019年第 1 期 茶叶上行班：2019年3月5日起 3 次课的考勤没有记全｜晚了 2 天',
    '1 人｜2019年第 1 期 茶叶上行班：还没有登录条｜晚了 2 天',
    '1 人｜2019年第 1 期 茶叶上行班：最后一次课在2019年3月8日，还没有安排考试｜明天',
  ])
  site.clock.set('2019-03-08T18:00:00+08:00')
  for (const session of sessions.slice(0, 3)) await mark(site, session, enrolmentId, 'present')
  const errands = await errandsOf(site, anOfficer)
  expect(errands).toContain('1 人｜2019年第 1 期 茶叶上行班：2019年3月8日“第 4 讲”的考勤没有记全｜今天')
  expect(errands).toContain('1 人｜2019年第 1 期 茶叶上行班：可以结业，可是还缺1 次课的考勤、考试、达到结业要求的人｜还有 7 天')
  await mark(site, sessions[3]!, enrolmentId, 'present')
  await pass(site, enrolmentId)
  await site.settle()
  expect(await errandsOf(site, anOfficer)).toContain('1 人｜2019年第 1 期 茶叶上行班：可以结业，可是还缺考试｜还有 7 天')
  const { classes } = await homeOf(site, anOfficer)
  expect(classes).toMatchObject({ total: 1, classes: [{ id: cohortId, enrolled: 1, completed: 1, hasExam: false }] })
})

test('a session of today is due from its hour; until then it is what the class waits for', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  site.clock.set('2019-03-07T18:00:00+08:00')
  for (const session of sessions.slice(0, 3)) await mark(site, session, enrolmentId, 'present')
  const at = async (time: string) => {
    site.clock.set(`2019-03-08T${time}:00+08:00`)
    return (await errandsOf(site, anOfficer)).filter((errand) => /考勤|可以结业/.test(errand))
  }
  expect(await at('08:59')).toEqual([])
  expect(await at('09:00')).toEqual([
    expect.stringContaining('2019年3月8日“第 4 讲”的考勤没有记全｜今天'),
    expect.stringContaining('还缺1 次课的考勤'),
  ])
  site.clock.set('2019-03-08T08:59:00+08:00')
  expect((await homeOf(site, anOfficial)).classes!.classes[0]!.next.sentence).toBe('2019年3月8日 09:00 上课：第 4 讲')
})

test('an instructor is led to the question bank of what the class studies, an officer is not', async () => {
  const site = await aSite()
  const { cohortId } = await aClassWithATrainee(site)
  await importShipped(site)
  const anInstructor = aViewer('instructor', { kind: 'cohort', id: cohortId })
  const bankOf = async (viewer: Viewer) => (await homeOf(site, viewer)).classes!.classes[0]!.bank
  expect(await bankOf(anInstructor)).toMatch(/^\/desk\/studio\/versions\/\w+\/questions$/)
  const [, , , , versionId] = (await bankOf(anInstructor))!.split('/')
  const { questions, bank } = await questionBank.readQuestionBank(site, anInstructor, versionId!)
  expect([questions!.some(({ kind }) => kind === 'single'), bank.missing]).toEqual([true, []])
  expect(await bankOf(anOfficer)).toBeNull()
})

test('an exam that ends tomorrow says who has not sat it, and a class waits for them before it is closed', async () => {
  const site = await aSite()
  const { cohortId } = await aClassWithATrainee(site)
  await planExam(site, anAdmin, { cohortId, ...aPlan, opensOn: '2019-03-08', closesOn: '2019-03-09' })
  const errands = await errandsOf(site, anOfficer)
  expect(errands).toContain('1 人｜2019年第 1 期 茶叶上行班：考试到2019年3月9日（含）前结束，还有人没有考｜明天')
  expect(errands.some((errand) => errand.includes('课上完了，还有人可以考试'))).toBe(true)
  expect((await homeOf(site, anOfficer)).classes?.classes[0]).toMatchObject({
    hasExam: true,
    stages: [{}, {}, {}, { label: '考试', state: 'now' }, {}],
  })
})

test('a class that should have begun says what it lacks', async () => {
  const site = await aSite()
  const { id } = await aCohort(site)
  expect(await errandsOf(site, anOfficer)).toEqual(['1 个班｜2019年第 1 期 茶叶上行班：2019年3月5日第一次课，还没有开始报名｜明天'])
  await step(site, id, 'OPEN')
  expect(await errandsOf(site, anOfficer)).toEqual(['1 个班｜2019年第 1 期 茶叶上行班：2019年3月5日第一次课，还没有人报名｜明天'])
  await enrol(site, id, await aPerson(site))
  site.clock.set('2019-03-06T09:00:00+08:00')
  expect(await errandsOf(site, anOfficer)).toContain(
    '1 个班｜2019年第 1 期 茶叶上行班：2019年3月5日第一次课，有 1 人报名，还没有点“开班”｜晚了 1 天',
  )
})

/** Copies a running class and the person in it many times. */
async function multiply(
  site: TestSite,
  { cohortId, personId, enrolmentId }: { cohortId: string; personId: string; enrolmentId: string },
  [classes, people]: [number, number],
) {
  const upTo = (most: number) => sql`(with recursive n(v) as (select 1 union all select v + 1 from n where v < ${most}) select v from n)`
  const [each, both] = [sql`${upTo(classes)} k`, sql`${upTo(classes)} k, ${upTo(people)} m`]
  const workflow = (id: string, from: SQL, as: SQL) =>
    sql`select ${as}, kind, w.value, state, context, version, begun_at, moved_at from workflows w, ${from} where w.id = ${id}`
  await site.write('operator', 'many classes', async (tx) => {
    await tx.insert(workflows).select(workflow(cohortId, each, sql`'c' || k.v`))
    await tx
      .insert(cohorts)
      .select(
        sql`select 'c' || k.v, k.v + 1, name, tier, course_version_id, county_code, region_code, place, starts_on, ends_on, attendance_required from cohorts c, ${each} where c.id = ${cohortId}`,
      )
    await tx
      .insert(persons)
      .select(
        sql`select 'p' || k.v || '-' || m.v, name, sex, birthday, null, null, null, null, region_code, known_at from persons p, ${both} where p.id = ${personId}`,
      )
    await tx.insert(workflows).select(workflow(enrolmentId, both, sql`'e' || k.v || '-' || m.v`))
    await tx
      .insert(enrolments)
      .select(
        sql`select 'e' || k.v || '-' || m.v, 'c' || k.v, 'p' || k.v || '-' || m.v, enrolled_at from enrolments e, ${both} where e.id = ${enrolmentId}`,
      )
  })
}

test('the home reads no more than it shows, however many classes and people there are', async () => {
  const site = await aSite()
  await multiply(site, await aClassWithATrainee(site), [600, 2])
  await keepStages(site)
  for (const viewer of [anAdmin, anOfficer, anOfficial]) {
    expect(await mostRowsOf(() => homeOf(site, viewer))).toBeLessThan(200)
    const { classes, figures } = await homeOf(site, viewer)
    expect([classes?.total, figures.find(({ label }) => label === '现在在学')?.count]).toEqual([601, 1201])
  }
})

test('an undecided roster says until when', async () => {
  const site = await aSite()
  const bytes = Buffer.from('姓名,身份证号,联系电话\n王小兰,422826198405060002,\n')
  const importId = await uploadRoster(site, anOfficer, { fileName: '清坪.csv', bytes, cohortId: null })
  await previewRoster(site, anOfficer, { importId })
  expect(await errandsOf(site, anOfficer)).toEqual(['1 份｜花名册还没有决定收不收，到期自动作废：清坪.csv｜还有 29 天'])
  expect(await errandsOf(site, { ...anOfficer, accountId: 'another' })).toEqual([])
})

test('an official is told which township is late, an instructor of the own class alone, a coordinator of no class', async () => {
  const site = await aSite()
  const { cohortId } = await aClassWithATrainee(site)
  site.clock.set('2019-03-07T18:00:00+08:00')
  const official = await errandsOf(site, anOfficial)
  expect(official).toHaveLength(1)
  expect(official[0]).toMatch(/^1 件｜.+该办没有办的：2019年第 1 期 茶叶上行班：2019年3月5日起 3 次课的考勤没有记全｜晚了 2 天$/)
  const instructor = await errandsOf(site, aViewer('instructor', { kind: 'cohort', id: cohortId }))
  expect(instructor.map((errand) => errand.split('｜')[1]!.split('：')[1])).toEqual([
    '2019年3月5日起 3 次课的考勤没有记全',
    '最后一次课在2019年3月8日，还没有安排考试',
  ])
  expect(await errandsOf(site, aViewer('instructor', { kind: 'cohort', id: 'another' }))).toEqual([])
  const coordinator = await homeOf(site, aCoordinator)
  expect([coordinator.errands, coordinator.classes, coordinator.rounds]).toEqual([[], null, []])
})

test('the figures are those of the report of this month, and open to its lists', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  const figuresOf = async (viewer: Viewer) => (await homeOf(site, viewer)).figures.map(({ label, count }) => `${label} ${count}`)
  expect(await figuresOf(anOfficial)).toEqual(['本月结业 0', '其中建档立卡 0', '现在在学 1', '本月结业已发证 0'])
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  await pass(site, enrolmentId)
  await site.settle()
  expect(await figuresOf(anOfficial)).toEqual(['本月结业 1', '其中建档立卡 0', '现在在学 0', '本月结业已发证 1'])
  expect((await homeOf(site, anOfficer)).figures.map(({ href }) => href)).toEqual([
    '/desk/reports/households/persons?from=2019-03-01&to=2019-03-31&region=422826100',
    '/desk/reports/households/registeredHouseholds?from=2019-03-01&to=2019-03-31&region=422826100',
    '/desk/cohorts?state=running',
    '/desk/reports/households/attendances?from=2019-03-01&to=2019-03-31&region=422826100',
  ])
})

test('only the administrator sees how the installation stands', async () => {
  const site = await aSite()
  expect((await homeOf(site, anAdmin)).installation).toMatchObject({
    failedFollowUps: 0,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  })
  for (const viewer of [anOfficer, anOfficial, aCoordinator]) {
    const { installation, clock } = await homeOf(site, viewer)
    expect([installation, clock]).toEqual([null, null])
  }
})

test('an empty installation shows the administrator the way to the first class, ticked as it happens', async () => {
  const site = await aSite()
  const titles = ['设好公开地址', '建乡镇专干的账号', '建讲师的账号', '交花名册', '办第一个班', '把人加进班', '印登录条发给学员', '开班']
  const ticked = (...done: number[]) => titles.map((title, place) => `${done.includes(place) ? '✓' : '·'} ${title}`)
  expect(await waySteps(site, anAdmin, false)).toEqual(ticked())
  expect(await waySteps(site, anAdmin)).toEqual(ticked(0))
  const steps = (await homeOf(site, anAdmin)).way!
  expect(steps.slice(1, 3).map(({ href }) => href)).toEqual([
    '/desk/accounts/new?role=townshipOfficer',
    '/desk/accounts/new?role=instructor',
  ])
  await createUser(site, anAdmin, { name: '张专干', phone: '19900000901', role: 'townshipOfficer', region: '422826100' })
  expect(await waySteps(site, anAdmin)).toEqual(ticked(0, 1))
  const { id } = await aCohort(site)
  await createUser(site, anAdmin, { name: '杨讲师', phone: '19900000902', role: 'instructor', cohort: id })
  expect(await waySteps(site, anAdmin)).toEqual(ticked(0, 1, 2, 4))
  const personId = await aPerson(site)
  await enrol(site, id, personId)
  expect(await waySteps(site, anAdmin)).toEqual(ticked(0, 1, 2, 3, 4, 5))
  const accountIds = (await listWithoutSlip(site, { personIds: [personId] })).map(({ accountId }) => accountId)
  await site.write('operator', 'slips', async (tx) => void (await issueSlips(tx, site, anAdmin, { accountIds })))
  expect(await waySteps(site, anAdmin)).toEqual(ticked(0, 1, 2, 3, 4, 5, 6))
  await step(site, id, 'OPEN', 'START')
  expect(await waySteps(site, anAdmin)).toBeNull()
})

test('an officer with nothing yet sees the officer’s part of the way, and a template; others see none', async () => {
  const site = await aSite()
  expect(await waySteps(site, anOfficer)).toEqual(['· 交花名册', '· 办第一个班', '· 把人加进班', '· 印登录条发给学员', '· 开班'])
  expect((await homeOf(site, anOfficer)).way?.[0]?.download?.href).toBe('/desk/rosters/template.xlsx')
  for (const viewer of [anOfficial, aCoordinator]) expect(await waySteps(site, viewer)).toBeNull()
})

test('what has no day comes after what is due within three days', () => {
  const errand = (key: string, day: string | null) => ({ key, day, count: 1, unit: '件', sentence: '', href: '/', action: '' })
  const errands = [errand('later', '2019-03-20'), errand('dayless', null), errand('soon', '2019-03-06'), errand('late', '2019-02-01')]
  expect(sortErrands(errands, '2019-03-04').map(({ key }) => key)).toEqual(['late', 'soon', 'dayless', 'later'])
})
