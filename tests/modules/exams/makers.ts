// A cohort with a question bank, an exam and candidates, for the tests of exams.
import type { Question } from '#app/modules/exams/question.ts'
import type { ExamPlan } from '#app/modules/exams/attempt.events.ts'
import { attemptWorkflow, gradeAttempt, openAttempt, planExam, sheetOf } from '#app/modules/exams/exams.server.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import type { RegisteredWorkflow } from '#app/workflow/follow-ups.server.ts'
import { newId } from '#db/id.ts'
import { cohorts, courseVersions, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/schema/households.ts'
import { workflows } from '#db/schema/workflow.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

/** A bank with eight questions of each kind. */
export const aBank = (): Question[] =>
  Array.from({ length: 8 }, (_, at) => [
    { id: `s${at}`, kind: 'single' as const, text: `单选 ${at}`, options: options('a', 'b', 'c', 'd'), correct: ['b'], explanation: '因为是 b。' },
    { id: `m${at}`, kind: 'multiple' as const, text: `多选 ${at}`, options: options('a', 'b', 'c', 'd'), correct: ['a', 'c'], explanation: '因为是 a 和 c。' },
    { id: `t${at}`, kind: 'trueFalse' as const, text: `判断 ${at}`, options: options('true', 'false'), correct: ['true'], explanation: '因为是对的。' },
  ]).flat()

const options = (...keys: string[]) => keys.map((key) => ({ key, text: `选项 ${key}` }))

export const administrator: Viewer = { accountId: 'admin', personId: null, name: '管理员', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }

export const aPlan: ExamPlan = { single: 5, multiple: 3, trueFalse: 2, minutes: 30, passMark: 60, attemptsAllowed: 2, opensOn: '2019-03-04', closesOn: '2019-03-05' }

/** A site with a planned exam; `passed` lists the enrolments that the effect of passing reached, in order. */
export const aHall = async ({ plan = {} }: { plan?: Partial<ExamPlan> } = {}) => {
  const passed: string[] = []
  const known: RegisteredWorkflow[] = [
    {
      definition: attemptWorkflow,
      effects: {
        grade: async (tx, { workflowId }, site) => void (await gradeAttempt(tx, site, { attemptId: workflowId })),
        passed: async (_tx, { params }) => void passed.push(String(params.enrolmentId)),
      },
    },
  ]
  const site = await aSite({ workflows: known })
  const cohortId = await aCohort(site)
  const examId = await planExam(site, administrator, { cohortId, ...aPlan, ...plan })
  return { site, cohortId, examId, passed }
}

/** A cohort of a course with the bank of `aBank`, held in a township. */
export async function aCohort(site: TestSite, { regionCode = '422826100', bank = aBank() }: { regionCode?: string; bank?: Question[] } = {}) {
  const cohortId = newId()
  await site.write('operator', 'a cohort for the test', async (tx) => {
    const courseVersionId = newId()
    await tx.insert(courseVersions).values({ id: courseVersionId, courseSlug: 'tea', title: '卖茶', tier: 'entrepreneur', contentHash: courseVersionId, content: { questions: bank }, publishedAt: tx.at })
    await tx.insert(workflows).values({ id: cohortId, kind: 'cohort', value: 'running', state: 'running', context: {}, version: 0, begunAt: tx.at, movedAt: tx.at })
    await tx.insert(cohorts).values({
      id: cohortId, number: (await tx.$count(cohorts)) + 1, name: '测试班', tier: 'entrepreneur', courseVersionId, countyCode: '422826', regionCode,
      place: '村委会', startsOn: '2019-03-01', endsOn: '2019-03-05', attendanceRequired: 80,
    })
  })
  return cohortId
}

/** A trainee enrolled in the cohort. */
export async function aCandidate(site: TestSite, cohortId: string, { state = 'studying' } = {}): Promise<Viewer & { personId: string; enrolmentId: string }> {
  const personId = newId()
  const enrolmentId = newId()
  await site.write('operator', 'a candidate for the test', async (tx) => {
    await tx.insert(persons).values({ id: personId, name: '田小禾', sex: 'female', birthday: '1984-05-06', regionCode: '422826100201', knownAt: tx.at })
    await tx.insert(workflows).values({ id: enrolmentId, kind: 'enrolment', value: state, state, context: {}, version: 0, begunAt: tx.at, movedAt: tx.at })
    await tx.insert(enrolments).values({ id: enrolmentId, cohortId, personId, enrolledAt: tx.at })
  })
  return { accountId: `account-${personId}`, personId, enrolmentId, name: '田小禾', grants: [{ role: 'trainee', scope: { kind: 'own' } }] }
}

/** An open attempt with its candidate. */
export async function aSitting(choices: Parameters<typeof aHall>[0] = {}) {
  const hall = await aHall(choices)
  const candidate = await aCandidate(hall.site, hall.cohortId)
  const attemptId = await openAttempt(hall.site, candidate, { examId: hall.examId })
  const sheet = await sheetOf(hall.site, attemptId)
  return { ...hall, candidate, attemptId, sheet }
}

/** The answers of a phone that gets the first `right` questions right and the others wrong, a second apart. */
export function answersWith(sheet: Awaited<ReturnType<typeof sheetOf>>, right: number, { device = 'phone-one', elapsed = 1000 } = {}) {
  return sheet.questions.map((question, at) => ({
    device,
    sequence: at + 1,
    questionId: question.id,
    chosen: at < right ? question.correct : [question.options.find(({ key }) => !question.correct.includes(key))!.key],
    elapsed: elapsed + at * 1000,
  }))
}
