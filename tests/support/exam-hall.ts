// An exam hall for tests, benches and the kill test: a cohort with a question bank, and candidates who can sign in.
import type { ExamPlan } from '#app/modules/exams/plan/exam-plan.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { cohortWorkflow, enrolmentWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { advanceWorkflow, advanceBySystem, startWorkflow } from '#app/workflow/kernel.server.ts'
import { addDays, toDay } from '#app/calendar.ts'
import { startOrResumeAttempt, planExam, type Sheet, loadSheet } from '#app/modules/exams/exams.server.ts'
import type { Question } from '#app/modules/exams/question.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { cohorts, enrolments } from '#db/schema/cohorts.ts'
import { courseVersions } from '#db/schema/courses.ts'
import { persons } from '#db/schema/households.ts'

/** A bank with eight questions of each kind. */
export const aBank = (): Question[] =>
  Array.from({ length: 8 }, (_, at) => [
    {
      id: `s${at}`,
      kind: 'single' as const,
      text: `单选 ${at}`,
      options: options('a', 'b', 'c', 'd'),
      correct: ['b'],
      explanation: '因为是 b。',
    },
    {
      id: `m${at}`,
      kind: 'multiple' as const,
      text: `多选 ${at}`,
      options: options('a', 'b', 'c', 'd'),
      correct: ['a', 'c'],
      explanation: '因为是 a 和 c。',
    },
    {
      id: `t${at}`,
      kind: 'trueFalse' as const,
      text: `判断 ${at}`,
      options: options('true', 'false'),
      correct: ['true'],
      explanation: '因为是对的。',
    },
  ]).flat()

const options = (...keys: string[]) => keys.map((key) => ({ key, text: `选项 ${key}` }))

export const administrator: Viewer = {
  accountId: 'admin',
  personId: null,
  name: '管理员',
  grants: [{ role: 'administrator', scope: { kind: 'everything' } }],
}

export const aPlan: ExamPlan = {
  single: 5,
  multiple: 3,
  trueFalse: 2,
  minutes: 30,
  passMark: 60,
  attemptsAllowed: 2,
  opensOn: '2019-03-04',
  closesOn: '2019-03-05',
}

/** A cohort that runs, of a course with the bank of `aBank`, held in a township. */
export async function anExamCohort(
  site: Site,
  {
    regionCode = '422826100',
    bank = aBank(),
    lessons = [],
  }: { regionCode?: string; bank?: Question[]; lessons?: { slug: string; title: string }[] } = {},
) {
  const cohortId = newId()
  await site.write('operator', 'a cohort for the test', async (tx) => {
    const courseVersionId = newId()
    await tx.insert(courseVersions).values({
      id: courseVersionId,
      courseSlug: 'tea',
      title: '卖茶',
      tier: 'entrepreneur',
      contentHash: courseVersionId,
      content: { lessons, questions: bank },
      publishedAt: tx.at,
    })
    await startWorkflow(tx, cohortWorkflow, { id: cohortId })
    await advanceWorkflow(tx, cohortWorkflow, { id: cohortId, version: 'latest', event: { type: 'OPEN', sessions: 1 } })
    await advanceWorkflow(tx, cohortWorkflow, { id: cohortId, version: 'latest', event: { type: 'START', enrolled: 1 } })
    await tx.insert(cohorts).values({
      id: cohortId,
      number: (await tx.$count(cohorts)) + 1,
      name: '测试班',
      tier: 'entrepreneur',
      courseVersionId,
      countyCode: '422826',
      regionCode,
      place: '村委会',
      startsOn: '2019-03-01',
      endsOn: '2019-03-05',
      attendanceRequired: 80,
    })
  })
  return cohortId
}

/** A trainee enrolled in the cohort. */
export async function aCandidate(
  site: Site,
  cohortId: string,
  { hasLeft = false } = {},
): Promise<Viewer & { personId: string; enrolmentId: string }> {
  const personId = newId()
  const enrolmentId = newId()
  const accountId = newId()
  await site.write('operator', 'a candidate for the test', async (tx) => {
    await tx
      .insert(persons)
      .values({ id: personId, name: '田小禾', sex: 'female', birthday: '1984-05-06', regionCode: '422826100201', knownAt: tx.at })
    await startWorkflow(tx, enrolmentWorkflow, { id: enrolmentId })
    await advanceBySystem(tx, enrolmentWorkflow, { id: enrolmentId, event: { type: 'START' } })
    if (hasLeft)
      await advanceWorkflow(tx, enrolmentWorkflow, { id: enrolmentId, version: 'latest', event: { type: 'LEAVE', reason: '外出务工' } })
    await tx.insert(enrolments).values({ id: enrolmentId, cohortId, personId, enrolledAt: tx.at })
    await tx.insert(accounts).values({ id: accountId, personId, name: '田小禾', secretKind: 'pin', createdAt: tx.at })
    await tx.insert(grants).values({ id: newId(), accountId, role: 'trainee', scopeKind: 'own', grantedAt: tx.at })
  })
  return { accountId, personId, enrolmentId, name: '田小禾', grants: [{ role: 'trainee', scope: { kind: 'own' } }] }
}

/** The answers of a phone that gets the first `right` questions right and the others wrong, a second apart. */
export function answersWith(sheet: Sheet, right: number, { device = 'phone-one', elapsed = 1000 } = {}) {
  return sheet.questions.map((question, at) => ({
    device,
    sequence: at + 1,
    questionId: question.id,
    chosen: at < right ? question.correct : [question.options.find(({ key }) => !question.correct.includes(key))!.key],
    elapsed: elapsed + at * 1000,
  }))
}

/** An exam that is open now by the site's clock, with so many candidates sitting it, each signed in by a cookie. */
export async function aHallFull(site: Site, count: number, plan: Partial<ExamPlan> = {}) {
  const today = toDay(site.now())
  const cohortId = await anExamCohort(site)
  const examId = await planExam(site, administrator, { cohortId, ...aPlan, ...plan, opensOn: today, closesOn: addDays(today, 1) })
  const seat = async () => {
    const viewer = await aCandidate(site, cohortId)
    const cookie = (await createSession(site, viewer.accountId)).split(';')[0]!
    return { viewer, cookie }
  }
  const candidates: Awaited<ReturnType<typeof seat>>[] = []
  // No more at once than may wait to write.
  while (candidates.length < count)
    candidates.push(...(await Promise.all(Array.from({ length: Math.min(500, count - candidates.length) }, seat))))
  const open = async ({ viewer, cookie }: (typeof candidates)[number]) => {
    const attemptId = await startOrResumeAttempt(site, viewer, { examId })
    return { viewer, cookie, attemptId, sheet: await loadSheet(site, attemptId) }
  }
  return { cohortId, examId, candidates, openAll: () => Promise.all(candidates.map(open)) }
}
