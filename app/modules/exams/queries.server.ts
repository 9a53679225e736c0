// Queries of exams: for the candidate, and for the desk.
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { toSnapshot, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { compareNames } from '#app/text/by-pinyin.server.ts'
import { groupBy } from '#db/group-by.ts'
import { prepared } from '#db/prepared.ts'
import { answers, attempts, exams } from '#db/schema/exams.ts'
import { columnsOf } from '#db/views/columns.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import { cohorts, enrolments } from '#db/views/cohorts.ts'
import { courseVersions } from '#db/views/courses.ts'
import { persons } from '#db/views/households.ts'
import type { AnswerStatus } from './attempt.events.ts'
import type { AttemptContext } from './attempt.machine.ts'
import { attemptWorkflow } from './attempt.workflow.ts'
import { findPlanningObjection, findNewAttemptObjection } from './commands.server.ts'
import { type Blueprint, type QuestionKind, questionKinds } from './draw.ts'
import { listPartsInBank } from './plan/parts.ts'
import { fingerprintPlan, loadParts } from './plan/parts.server.ts'
import { isRight } from './grade.ts'
import { canPlanExam, canSeeCohortResults, canSeeResult, canSit, resultsVisibleTo, sittableBy } from './policy.ts'
import { isClosedForAnswers, lateAnswerDeadline } from './answer-timing.ts'
import { toAsked } from './pictures.server.ts'
import { loadAnswers, loadContent, selectCountedAnswers, type Sheet, loadSheet } from './sheets.server.ts'
import { type Withheld, readWithheld } from './withheld.server.ts'
import { isWaiting, maySit } from '#app/modules/cohorts/enrolment.states.ts'
import { isGraded, isPassed, isSitting, isUngraded } from './attempt.states.ts'
import { present } from '#app/present.ts'

/** One attempt, as lists show it. */
export interface AttemptLine {
  id: string
  ordinal: number
  state: string
  context: AttemptContext
}

const toAttemptLine = (
  attempt: { id: string; ordinal: number },
  workflow: { state: string; value: string | object; context: Record<string, unknown> },
): AttemptLine => ({
  id: attempt.id,
  ordinal: attempt.ordinal,
  state: workflow.state,
  context: toSnapshot(attemptWorkflow, workflow).context,
})

const examOfPerson = prepared((read: Reader) =>
  read
    .select({ exam: exams, cohort: cohorts.name, enrolmentId: enrolments.id, enrolmentState: workflows.state })
    .from(exams)
    .innerJoin(cohorts, eq(cohorts.id, exams.cohortId))
    .innerJoin(enrolments, eq(enrolments.cohortId, cohorts.id))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(and(eq(exams.id, sql.placeholder('examId')), eq(enrolments.personId, sql.placeholder('personId')))),
)

/** Returns what a candidate should know before beginning, and their status. Throws 404 if the exam is not the viewer's. */
export async function readExam(site: Site, viewer: Viewer, examId: string) {
  const { personId } = viewer
  const [row] = personId && canSit(viewer, { personId }) ? await examOfPerson(site.read).execute({ examId, personId }) : []
  if (!row) throw notFound('考试')
  const { exam, cohort, enrolmentState } = row
  const lines = await attemptLines(site, row.enrolmentId, exam.id)
  const ongoing = lines.find(({ state }) => isSitting(state))
  return {
    ...exam,
    cohort,
    attempts: lines,
    attemptsLeft: Math.max(0, exam.attemptsAllowed - lines.length),
    ongoing: ongoing?.id ?? null,
    objection: ongoing
      ? null
      : findNewAttemptObjection(
          exam,
          enrolmentState,
          lines.map(({ state }) => state),
          site.now(),
        ),
  }
}

export type ExamView = Awaited<ReturnType<typeof readExam>>

/** Hides the number of right answers from the candidate while answers that change it may still arrive. */
const toCandidateView = <C extends AttemptContext>(context: C, now: Date): C =>
  isClosedForAnswers(context, now) ? context : { ...context, correct: null }

const attemptsOfEnrolment = prepared((read: Reader) =>
  read
    .select({ attempt: attempts, workflow: columnsOf(workflows) })
    .from(attempts)
    .innerJoin(workflows, eq(workflows.id, attempts.id))
    .where(and(eq(attempts.enrolmentId, sql.placeholder('enrolmentId')), eq(attempts.examId, sql.placeholder('examId'))))
    .orderBy(asc(attempts.ordinal)),
)

async function attemptLines(site: Site, enrolmentId: string, examId: string) {
  const rows = await attemptsOfEnrolment(site.read).execute({ enrolmentId, examId })
  return rows
    .map(({ attempt, workflow }) => toAttemptLine(attempt, workflow))
    .map((line) => ({ ...line, context: toCandidateView(line.context, site.now()) }))
}

/** Lists the viewer's own exams, of all cohorts the viewer is in, newest first. For the home page and the class page. */
export async function listOwnExams(site: Site, viewer: Viewer) {
  const rows = await site.read
    .select({
      exam: exams,
      enrolmentId: enrolments.id,
      enrolmentState: workflows.state,
      cohort: { id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn },
    })
    .from(exams)
    .innerJoin(cohorts, eq(cohorts.id, exams.cohortId))
    .innerJoin(enrolments, eq(enrolments.cohortId, cohorts.id))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(sittableBy(viewer))
    .orderBy(asc(exams.opensAt))
  return Promise.all(
    rows.reverse().map(async ({ exam, enrolmentId, enrolmentState, cohort }) => {
      const lines = await attemptLines(site, enrolmentId, exam.id)
      const status = examStatusOf(
        exam,
        enrolmentState,
        lines.map(({ state }) => state),
        site.now(),
      )
      return {
        id: exam.id,
        title: exam.title,
        cohortId: cohort.id,
        cohort,
        opensAt: exam.opensAt,
        closesAt: exam.closesAt,
        attempts: lines,
        status,
      }
    }),
  )
}

export type ExamOfTrainee = Awaited<ReturnType<typeof listOwnExams>>[number]

/** A trainee's status in an exam: `open` if they can begin now. */
export type ExamStatus = 'passed' | 'sitting' | 'grading' | 'open' | 'coming' | 'failed' | 'missed'

function examStatusOf(exam: typeof exams.$inferSelect, enrolmentState: string, attemptStates: readonly string[], now: Date): ExamStatus {
  if (attemptStates.some(isPassed)) return 'passed'
  if (attemptStates.some(isSitting)) return 'sitting'
  if (attemptStates.some(isUngraded)) return 'grading'
  if (findNewAttemptObjection(exam, enrolmentState, attemptStates, now) === null) return 'open'
  const mayCome = isWaiting(enrolmentState) ? now < exam.closesAt : maySit(enrolmentState) && now < exam.opensAt
  if (mayCome) return 'coming'
  return attemptStates.length > 0 ? 'failed' : 'missed'
}

/**
 * Returns the sheet for its candidate: questions without their keys, the latest answers, and the server's clock. Throws 404 if the attempt
 * is not the viewer's.
 */
export async function readSitting(site: Site, viewer: Viewer, attemptId: string) {
  const sheet = await loadSheet(site, attemptId)
  if (!canSit(viewer, sheet)) throw notFound('答卷')
  const { snapshot, state } = await loadWorkflow(site.read, attemptWorkflow, attemptId)
  const counted = selectCountedAnswers(await loadAnswers(site.read, attemptId))
  return {
    id: attemptId,
    examId: sheet.examId,
    title: sheet.examTitle,
    accountId: viewer.accountId,
    state,
    value: snapshot.value,
    context: toCandidateView(snapshot.context, site.now()),
    serverNow: site.now().toISOString(),
    questions: sheet.questions.map(toAsked),
    answers: [...counted.values()].map(({ id, questionId, chosen, device, sequence, givenAt, receivedAt }) => ({
      number: id,
      questionId,
      chosen,
      device,
      sequence,
      givenAt,
      receivedAt: receivedAt.toISOString(),
    })),
  }
}
export type SittingView = Awaited<ReturnType<typeof readSitting>>

/** How many questions of a kind were right, out of how many. */
export interface KindCount {
  kind: QuestionKind
  right: number
  of: number
}

/** A lesson to review, with the number of its questions that were wrong. */
export interface WeakLesson {
  course: string
  slug: string
  title: string
  wrong: number
}

/**
 * Returns a graded sheet: each question with the chosen and the right options and the explanation, wrong ones first. While the sheet is
 * being sat, or while the viewer could use it on this sheet or the next (`withheld` says why), `questions` is empty, and there are only the
 * chosen options, counts by kind and the lessons to review. For the candidate, and read-only at the desk.
 */
export async function readResult(site: Site, viewer: Viewer, attemptId: string) {
  const sheet = await loadSheet(site, attemptId)
  if (!canSeeResult(viewer, sheet)) throw notFound('答卷')
  const now = site.now()
  const { snapshot, state } = await loadWorkflow(site.read, attemptWorkflow, attemptId)
  const all = await loadAnswers(site.read, attemptId)
  const counted = selectCountedAnswers(all)
  const isOwn = viewer.personId === sheet.personId
  const graded = isGraded(state)
  const withheld: Withheld | null = viewer.personId
    ? await readWithheld(site.read, { personId: viewer.personId, courseVersionId: sheet.courseVersionId, now })
    : null
  const questions = sheet.questions.map((question, at) => {
    const chosen = counted.get(question.id)?.chosen ?? []
    return { ...question, number: at + 1, chosen, right: isRight(question, chosen) }
  })
  const isFinal = graded && (!isOwn || isClosedForAnswers(snapshot.context, now))
  return {
    id: attemptId,
    examId: sheet.examId,
    cohortId: sheet.cohortId,
    title: sheet.examTitle,
    ordinal: sheet.ordinal,
    state,
    context: isOwn ? toCandidateView(snapshot.context, now) : snapshot.context,
    withheld,
    /** The moment until which late answers to this sheet may still arrive and count; null if none can. */
    lateUntil: graded && !isClosedForAnswers(snapshot.context, now) ? lateAnswerDeadline(snapshot.context) : null,
    questions: graded && !withheld ? [...questions].sort((one, other) => Number(one.right) - Number(other.right)) : [],
    /** In place of `questions` while those are withheld: the questions and the chosen options, in the sheet's order. */
    answered: graded && withheld ? questions.map(({ number, chosen, ...question }) => ({ ...toAsked(question), number, chosen })) : [],
    byKind: isFinal ? countByKind(questions) : [],
    toReadAgain: isFinal ? await listLessonsToReview(site, sheet, questions) : [],
    late: all
      .filter(({ status }) => status !== 'inTime')
      .map((answer) => ({ ...answer, question: questions.findIndex(({ id }) => id === answer.questionId) + 1 })),
  }
}
export type ResultView = Awaited<ReturnType<typeof readResult>>

const countByKind = (questions: readonly { kind: QuestionKind; right: boolean }[]): KindCount[] =>
  questionKinds
    .map((kind) => ({
      kind,
      right: questions.filter((question) => question.kind === kind && question.right).length,
      of: questions.filter((question) => question.kind === kind).length,
    }))
    .filter(({ of }) => of > 0)

async function listLessonsToReview(
  site: Site,
  { courseVersionId }: Sheet,
  questions: readonly { lesson?: string | undefined; right: boolean }[],
): Promise<WeakLesson[]> {
  const { slug: course, lessons } = await loadContent(site, courseVersionId)
  if (!course) return []
  return lessons
    .map(({ slug, title }) => ({ course, slug, title, wrong: questions.filter(({ lesson, right }) => lesson === slug && !right).length }))
    .filter(({ wrong }) => wrong > 0)
}

/** Returns an attempt for the desk: its result, its candidate, its history, and every receipt. Throws 404 outside the viewer's scope. */
export async function readAttemptAtDesk(site: Site, viewer: Viewer, attemptId: string) {
  const result = await readResult(site, viewer, attemptId)
  const [row] = await site.read
    .select({ person: persons.name, seed: attempts.seed })
    .from(attempts)
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .where(and(eq(attempts.id, attemptId), resultsVisibleTo(viewer)))
  if (!row) throw notFound('答卷')
  const history = await site.read
    .select({
      version: workflowEvents.version,
      type: workflowEvents.type,
      event: workflowEvents.event,
      to: workflowEvents.to,
      at: workflowEvents.at,
    })
    .from(workflowEvents)
    .where(eq(workflowEvents.workflowId, attemptId))
    .orderBy(asc(workflowEvents.version))
  const places = new Map((await loadSheet(site, attemptId)).questions.map(({ id }, at) => [id, at + 1]))
  const received = (await loadAnswers(site.read, attemptId)).map((answer) => ({
    ...answer,
    question: present(places.get(answer.questionId), 'question of the sheet'),
  }))
  const isOwnAndOpen =
    viewer.personId !== null && viewer.personId === (await loadSheet(site, attemptId)).personId && result.lateUntil !== null
  return {
    ...result,
    person: row.person,
    seed: row.seed,
    history: history.map(({ event, ...step }) => ({
      ...step,
      correct: !isOwnAndOpen && typeof event.correct === 'number' ? event.correct : null,
    })),
    received,
  }
}

export type AttemptAtDesk = Awaited<ReturnType<typeof readAttemptAtDesk>>

/** A candidate's outcome in the exam, over all attempts. */
export type Outcome = 'passed' | 'failed' | 'sitting' | 'absent'

function outcomeOf(states: readonly string[]): Outcome {
  if (states.some(isPassed)) return 'passed'
  if (states.some(isUngraded)) return 'sitting'
  return states.length > 0 ? 'failed' : 'absent'
}

/** One candidate's line in the results of a cohort. */
export interface ResultLine {
  enrolmentId: string
  personId: string
  person: string
  enrolmentState: string
  attempts: AttemptLine[]
  outcome: Outcome
  /** The best count of right answers so far. */
  best: number | null
  late: Record<Exclude<AnswerStatus, 'inTime'>, number>
}

/** Returns a cohort's exam and its candidates with their results. Throws 404 if the cohort is outside the viewer's scope. */
export async function readCohortResults(site: Site, viewer: Viewer, cohortId: string) {
  const [row] = await site.read
    .select({
      cohort: {
        id: cohorts.id,
        name: cohorts.name,
        number: cohorts.number,
        startsOn: cohorts.startsOn,
        regionCode: cohorts.regionCode,
        endsOn: cohorts.endsOn,
        courseVersionId: cohorts.courseVersionId,
        state: workflows.state,
      },
      course: courseVersions.title,
      exam: exams,
    })
    .from(cohorts)
    .innerJoin(workflows, eq(workflows.id, cohorts.id))
    .innerJoin(courseVersions, eq(courseVersions.id, cohorts.courseVersionId))
    .leftJoin(exams, eq(exams.cohortId, cohorts.id))
    .where(eq(cohorts.id, cohortId))
  const candidates = await site.read
    .select({ enrolmentId: enrolments.id, personId: persons.id, person: persons.name, enrolmentState: workflows.state })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(and(eq(enrolments.cohortId, cohortId), resultsVisibleTo(viewer)))
    .orderBy(asc(persons.id))
  if (!row || (candidates.length === 0 && !canSeeCohortResults(viewer, { cohortId, regionCode: row.cohort.regionCode })))
    throw notFound('培训班')
  const sat = row.exam
    ? await site.read
        .select({ attempt: attempts, workflow: columnsOf(workflows) })
        .from(attempts)
        .innerJoin(workflows, eq(workflows.id, attempts.id))
        .where(eq(attempts.examId, row.exam.id))
        .orderBy(asc(attempts.ordinal))
    : []
  const late = row.exam
    ? await site.read
        .select({ enrolmentId: attempts.enrolmentId, status: answers.status })
        .from(answers)
        .innerJoin(attempts, eq(attempts.id, answers.attemptId))
        .where(and(eq(attempts.examId, row.exam.id), inArray(answers.status, ['lateCounted', 'lateKept'])))
    : []
  const now = site.now()
  const byName = [...candidates].sort((one, other) => compareNames(one.person, other.person))
  const sheetsOf = groupBy(sat, ({ attempt }) => attempt.enrolmentId)
  const lateOf = groupBy(late, ({ enrolmentId }) => enrolmentId)
  const lines: ResultLine[] = byName.map((candidate) => {
    const all = (sheetsOf.get(candidate.enrolmentId) ?? []).map(({ attempt, workflow }) => toAttemptLine(attempt, workflow))
    const own = candidate.personId === viewer.personId ? all.map((line) => ({ ...line, context: toCandidateView(line.context, now) })) : all
    const counts = own.flatMap(({ context }) => (context.correct === null ? [] : [context.correct]))
    const ownLate = lateOf.get(candidate.enrolmentId) ?? []
    return {
      ...candidate,
      attempts: own,
      outcome: outcomeOf(own.map(({ state }) => state)),
      best: counts.length > 0 ? Math.max(...counts) : null,
      late: {
        lateCounted: ownLate.filter(({ status }) => status === 'lateCounted').length,
        lateKept: ownLate.filter(({ status }) => status === 'lateKept').length,
      },
    }
  })
  return {
    cohort: row.cohort,
    course: row.course,
    exam: row.exam,
    lines,
    mayPlan: canPlanExam(viewer, { cohortId, regionCode: row.cohort.regionCode }) && findPlanningObjection(row.cohort.state) === null,
    begun: sat.length > 0,
  }
}
export type CohortResults = Awaited<ReturnType<typeof readCohortResults>>

/**
 * Returns what the planning form needs: the cohort, its current plan or what is proposed, on the last day of the class unless that is over, and
 * how many questions of each kind its bank holds, in all and of each lesson.
 */
export async function readExamPlanning(site: Site, viewer: Viewer, cohortId: string) {
  const { cohort, course, exam, mayPlan, begun } = await readCohortResults(site, viewer, cohortId)
  const content = await loadContent(site, cohort.courseVersionId)
  const { questions: bank, exam: proposed } = content
  const inBank = Object.fromEntries(
    questionKinds.map((kind) => [kind, bank.filter((question) => question.kind === kind).length]),
  ) as Blueprint
  const today = toDay(site.now())
  const parts = exam ? await loadParts(site.read, exam.id) : []
  return {
    seen: fingerprintPlan(exam, parts),
    ...{ cohort, course, exam, mayPlan, begun, inBank },
    partsInBank: listPartsInBank(content),
    parts,
    over: findPlanningObjection(cohort.state),
    proposed: { ...proposed, day: cohort.endsOn > today ? cohort.endsOn : today },
  }
}
export type ExamPlanning = Awaited<ReturnType<typeof readExamPlanning>>
