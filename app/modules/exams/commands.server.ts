// Commands of exams: planning, opening an attempt, giving answers, handing in, grading.
import { randomBytes } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import { addDays, formatMoment, formatTerm, startOfDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal, notFound, forbidden, invalidInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { advanceWorkflow, advanceBySystem, startWorkflow, loadWorkflow, type LoadedWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { createInserter } from '#db/inserter.ts'
import { prepared } from '#db/prepared.ts'
import { answers, attempts, exams } from '#db/schema/exams.ts'
import { workflows } from '#db/views/workflow.ts'
import { cohorts, enrolments } from '#db/views/cohorts.ts'
import { courseVersions } from '#db/views/courses.ts'
import type { Acknowledgement, Receipt, SentAnswer } from './attempt.events.ts'
import type { attemptMachine } from './attempt.machine.ts'
import { attemptWorkflow } from './attempt.workflow.ts'
import { type Blueprint, type BlueprintPart, drawQuestions, questionKinds, findShortage, countQuestions } from './draw.ts'
import { classifyAnswer, maxLateDeliveries } from './answer-timing.ts'
import { type ExamPlan, examPlan, rowOfPart } from './plan/exam-plan.ts'
import { findPartShortages, formatPart } from './plan/parts.ts'
import { areSameParts, loadParts, requireSeenPlan, storeParts } from './plan/parts.server.ts'
import { canPlanExam, canSit } from './policy.ts'
import { kindLabels } from './plan/kind-labels.ts'
import type { FrozenContent } from './question.ts'
import { loadAnswers, loadContent, loadQuestionBank, selectCountedAnswers, countCorrect, type Sheet, loadSheet } from './sheets.server.ts'
import { isCancelled, isCompleted } from '#app/modules/cohorts/cohort.states.ts'
import { isNotSitting, maySit } from '#app/modules/cohorts/enrolment.states.ts'
import { isCollected, isGraded, isPassed, isSitting } from './attempt.states.ts'
import { present } from '#app/present.ts'

/** Writes of candidates go before all other writes, and are accepted however long the queue is. */
const examLane = { lane: 'exams' } as const

/**
 * Plans a cohort's exam, or changes the plan. Once somebody has opened a sheet the plan can only become more generous: a later last day,
 * more chances. Returns the exam's id. Throws 403 or 404 if the cohort is not in reach, 422 if the plan is wrong or the question bank is
 * too small for it, 409 if the change would affect what somebody sat already, if it is another plan by now than was `seen`, or the class is
 * over.
 */
export async function planExam(
  site: Site,
  viewer: Viewer,
  { cohortId, seen, ...wanted }: { cohortId: string; seen?: string | undefined } & ExamPlan,
): Promise<string> {
  const parsed = examPlan.safeParse(wanted)
  if (!parsed.success) throw invalidInput(Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), [issue.message]])))
  const { opensOn, closesOn, parts = [], ...plan } = parsed.data
  const [cohort] = await site.read
    .select({ regionCode: cohorts.regionCode, courseVersionId: cohorts.courseVersionId, course: courseVersions.title })
    .from(cohorts)
    .innerJoin(courseVersions, eq(courseVersions.id, cohorts.courseVersionId))
    .where(eq(cohorts.id, cohortId))
  if (!cohort || !canPlanExam(viewer, { cohortId, regionCode: cohort.regionCode })) throw notFound('培训班')
  const content = await loadContent(site, cohort.courseVersionId)
  const shortage = findShortage(content.questions, plan)
  if (Object.keys(shortage).length > 0) {
    throw invalidInput(
      Object.fromEntries(Object.entries(shortage).map(([kind, missing]) => [kind, [`题库里还差 ${missing} 道`]])),
      '题库里的题不够，请减少题数。',
    )
  }
  requireParts(content, parts)
  const values = { ...plan, title: `${cohort.course} 结业考试`, opensAt: startOfDay(opensOn), closesAt: startOfDay(addDays(closesOn, 1)) }
  return site.write(viewer.accountId, 'plan exam', async (tx) => {
    const [workflow] = await tx.select({ state: workflows.state }).from(workflows).where(eq(workflows.id, cohortId))
    const over = findPlanningObjection(present(workflow, 'workflow of the class').state)
    if (over) throw new Refusal(409, over)
    const [known] = await tx.select().from(exams).where(eq(exams.cohortId, cohortId))
    if (seen !== undefined) await requireSeenPlan(tx, { cohortId, known: known ?? null, seen })
    if (known) {
      const isSame = isMoreGenerous(values, known) && areSameParts(parts, await loadParts(tx, known.id))
      if (!isSame && (await tx.$count(attempts, eq(attempts.examId, known.id))) > 0)
        throw new Refusal(409, '已经有人开考，只能把截止日期延后，或者多给机会。')
      await tx.update(exams).set(values).where(eq(exams.id, known.id))
    }
    const id = known?.id ?? newId()
    if (!known) await tx.insert(exams).values({ id, cohortId, ...values })
    await storeParts(tx, id, parts)
    for (const { lesson, difficulty, ...counts } of parts)
      tx.note(`exam ${id}, of lesson ${lesson}${difficulty === null ? '' : ` at difficulty ${difficulty}`}: ${formatCounts(counts)}`)
    tx.note(
      `exam ${id} of cohort ${cohortId}: ${formatCounts(plan)}, ${plan.minutes} minutes, pass mark ${plan.passMark}, ${plan.attemptsAllowed} chances, ${opensOn} to ${closesOn}`,
    )
    return id
  })
}

const formatCounts = (counts: Blueprint) => questionKinds.map((kind) => `${counts[kind]} ${kind}`).join(', ')

/** Refuses with 422 a lesson that the course does not have, and more than it has questions. */
function requireParts({ lessons, questions }: Pick<FrozenContent, 'lessons' | 'questions'>, parts: readonly BlueprintPart[]) {
  const titles = new Map(lessons.map(({ slug, title }) => [slug, title]))
  const fields: Record<string, string[]> = {}
  for (const { part, kind, missing } of findPartShortages(questions, parts))
    fields[`${kind}-${rowOfPart(part)}`] = [`${formatPart(part, titles)}的${kindLabels[kind]}还差 ${missing} 道`]
  const [first] = Object.values(fields).flat()
  if (first) throw invalidInput(fields, `题库里的题不够：${first}。请在这一课少指定几道。`)
}

type Terms = Omit<typeof exams.$inferSelect, 'id' | 'cohortId' | 'title'>
const listFixedTerms = ['single', 'multiple', 'trueFalse', 'minutes', 'passMark'] as const

/** Whether it is the same exam for everybody, with at least as much time left and as many chances. */
const isMoreGenerous = (wanted: Terms, known: Terms) =>
  listFixedTerms.every((term) => wanted[term] === known[term]) &&
  wanted.opensAt.getTime() === known.opensAt.getTime() &&
  wanted.closesAt >= known.closesAt &&
  wanted.attemptsAllowed >= known.attemptsAllowed

/** Why the exam of a class in this state can no longer be planned; null if it can. */
export const findPlanningObjection = (cohortState: string) =>
  isCompleted(cohortState) ? '这个班已经结业，考试安排不能再改。' : isCancelled(cohortState) ? '这个班已经取消，不用安排考试。' : null

/** Why a candidate cannot begin a new attempt now; null if they can. One rule for the button and for the command. */
export function findNewAttemptObjection(
  exam: Pick<typeof exams.$inferSelect, 'opensAt' | 'closesAt' | 'attemptsAllowed'>,
  enrolmentState: string,
  attemptStates: readonly string[],
  now: Date,
): string | null {
  if (attemptStates.some(isPassed)) return '您已经通过了，不用再考。'
  if (attemptStates.some(isCollected)) return '上一份答卷正在判，请稍等一会儿再看。'
  if (isNotSitting(enrolmentState)) return '班里记了您不参加这次考试。要参加，请找班主任。'
  if (!maySit(enrolmentState)) return '您不在这个班学习，不能参加这次考试。有疑问请找班主任。'
  if (now < exam.opensAt) return `还没有开考。开考时间：${formatMoment(exam.opensAt)}。`
  if (now >= exam.closesAt) return `考试要在${formatTerm(exam.closesAt)}考，已经截止了。`
  if (attemptStates.length >= exam.attemptsAllowed) return `${exam.attemptsAllowed} 次机会都用完了。请找班主任。`
  return null
}

// A hall full of people opens its sheets in the same minute, so prepared.
const candidacyOf = prepared((read: Pick<Reader, 'select' | 'connection'>) =>
  read
    .select({ enrolmentId: enrolments.id, courseVersionId: cohorts.courseVersionId })
    .from(exams)
    .innerJoin(cohorts, eq(cohorts.id, exams.cohortId))
    .innerJoin(enrolments, and(eq(enrolments.cohortId, cohorts.id), eq(enrolments.personId, sql.placeholder('personId'))))
    .where(eq(exams.id, sql.placeholder('examId'))),
)
const attemptsBefore = prepared((tx: Pick<Tx, 'select' | 'connection'>) =>
  tx
    .select({ id: attempts.id, state: workflows.state })
    .from(attempts)
    .innerJoin(workflows, eq(workflows.id, attempts.id))
    .where(and(eq(attempts.examId, sql.placeholder('examId')), eq(attempts.enrolmentId, sql.placeholder('enrolmentId'))))
    .orderBy(asc(attempts.ordinal)),
)
const examById = prepared((tx: Pick<Tx, 'select' | 'connection'>) =>
  tx
    .select()
    .from(exams)
    .where(eq(exams.id, sql.placeholder('examId'))),
)
const stateOf = prepared((tx: Pick<Tx, 'select' | 'connection'>) =>
  tx
    .select({ state: workflows.state })
    .from(workflows)
    .where(eq(workflows.id, sql.placeholder('id'))),
)
const seenSheets = prepared((tx: Pick<Tx, 'select' | 'connection'>) =>
  tx
    .select({ questionIds: attempts.questionIds })
    .from(attempts)
    .innerJoin(enrolments, and(eq(enrolments.id, attempts.enrolmentId), eq(enrolments.personId, sql.placeholder('personId'))))
    .innerJoin(cohorts, and(eq(cohorts.id, enrolments.cohortId), eq(cohorts.courseVersionId, sql.placeholder('courseVersionId')))),
)
const insertAttempt = createInserter(attempts)

/**
 * Resumes the open attempt, or begins a new one: draws the questions by a fresh seed and sets the deadline. Returns the attempt's id.
 * Throws 404 if the viewer has no such exam, 409 if it is not open, was passed already, or no chance is left.
 */
export async function startOrResumeAttempt(site: Site, viewer: Viewer, { examId }: { examId: string }): Promise<string> {
  if (!viewer.personId || !canSit(viewer, { personId: viewer.personId })) throw forbidden('只有学员本人能参加考试。')
  const { personId } = viewer
  const [row] = await candidacyOf(site.read).execute({ examId, personId })
  if (!row) throw notFound('考试')
  const { enrolmentId } = row
  const bank = await loadQuestionBank(site, row.courseVersionId)
  return site.write(
    viewer.accountId,
    'open attempt',
    async (tx) => {
      const [now] = await candidacyOf(tx).execute({ examId, personId })
      if (now?.courseVersionId !== row.courseVersionId) throw new Refusal(409, '这个班刚换了课程的版本，请再点一次“开始”。')
      const before = await attemptsBefore(tx).execute({ examId, enrolmentId })
      const open = before.find(({ state }) => isSitting(state))
      if (open) return open.id
      const [planned] = await examById(tx).execute({ examId }) // read inside the transaction: the plan may change until somebody opens it
      const exam = present(planned, 'exam')
      const [enrolment] = await stateOf(tx).execute({ id: enrolmentId })
      const why = findNewAttemptObjection(
        exam,
        enrolment?.state ?? '',
        before.map(({ state }) => state),
        tx.at,
      )
      if (why) throw new Refusal(409, why)
      const id = newId()
      const seed = randomBytes(12).toString('hex')
      const deadlineAt = new Date(Math.min(tx.at.getTime() + exam.minutes * 60_000, exam.closesAt.getTime()))
      await startWorkflow(tx, attemptWorkflow, {
        id,
        input: { enrolmentId, deadlineAt: deadlineAt.toISOString(), of: countQuestions(exam), passMark: exam.passMark },
      })
      const met = await listSeenQuestions(tx, { personId, courseVersionId: row.courseVersionId })
      const parts = await loadParts(tx, examId)
      const questionIds = drawQuestions(bank, { ...exam, parts }, seed, met).map((question) => question.id)
      await insertAttempt(tx, [{ id, examId, enrolmentId, ordinal: before.length + 1, seed, questionIds, keysHeldBack: true }])
      return id
    },
    examLane,
  )
}

/** Lists all questions of a bank that a person has had on a sheet, in any class. */
async function listSeenQuestions(
  tx: Tx,
  { personId, courseVersionId }: { personId: string; courseVersionId: string },
): Promise<ReadonlySet<string>> {
  const sheets = await seenSheets(tx).execute({ personId, courseVersionId })
  return new Set(sheets.flatMap(({ questionIds }) => questionIds))
}

interface Arrival extends Omit<SentAnswer, 'elapsed'> {
  elapsed: number | null
}

/**
 * Stores answers from a phone, in any order and any number of times: each is stored once, classified by the written rule, and acknowledged
 * with its receipt when it is on disk. If one that counts reaches a graded sheet, the sheet is graded again in the same transaction. With
 * `handIn` the sheet is handed in after them, as by `submitAttempt`: they were given before it, however late both arrive. An empty list
 * only asks for the state and the server's clock. Throws 404 if the attempt is not the viewer's.
 */
export async function submitAnswers(
  site: Site,
  viewer: Viewer,
  { attemptId, answers: sent, handIn = false }: { attemptId: string; answers: readonly SentAnswer[]; handIn?: boolean | undefined },
): Promise<Acknowledgement> {
  const sheet = await requireOwnSheet(site, viewer, attemptId)
  if (sent.length === 0 && !handIn)
    return {
      receipts: [],
      refused: [],
      state: (await loadWorkflow(site.read, attemptWorkflow, attemptId)).state,
      now: site.now().toISOString(),
    }
  return site.write(
    viewer.accountId,
    handIn ? 'give answers and hand in' : 'give answers',
    async (tx) => {
      const taken = await storeAnswers(tx, sheet, sent)
      return handIn ? { ...taken, state: await submitSheet(tx, sheet) } : taken
    },
    examLane,
  )
}

/**
 * The same for a plain form, which knows neither device nor time: the answer counts as given when it arrives. Posting twice changes
 * nothing.
 */
export async function submitAnswerByForm(
  site: Site,
  viewer: Viewer,
  { attemptId, questionId, chosen }: { attemptId: string; questionId: string; chosen: string[] },
): Promise<Acknowledgement> {
  const sheet = await requireOwnSheet(site, viewer, attemptId)
  return site.write(
    viewer.accountId,
    'give answers',
    async (tx) => {
      const all = await loadAnswers(tx, attemptId)
      const stands = selectCountedAnswers(all).get(questionId)?.chosen ?? []
      if (stands.length === chosen.length && stands.every((key) => chosen.includes(key)))
        return { receipts: [], refused: [], state: (await loadWorkflow(tx, attemptWorkflow, attemptId)).state, now: tx.at.toISOString() }
      const device = 'plain-form'
      const sequence = all.filter((answer) => answer.device === device).length + 1
      return storeAnswers(tx, sheet, [{ device, sequence, questionId, chosen, elapsed: null }])
    },
    examLane,
  )
}

// Runs hundreds of times a second, so prepared. Returns nothing if the answer is stored already.
const addAnswer = prepared((tx: Pick<Tx, 'insert' | 'connection'>) => {
  const { placeholder } = sql
  return tx
    .insert(answers)
    .values({
      id: placeholder('id'),
      attemptId: placeholder('attemptId'),
      questionId: placeholder('questionId'),
      chosen: placeholder('chosen'),
      device: placeholder('device'),
      sequence: placeholder('sequence'),
      givenAt: placeholder('givenAt'),
      receivedAt: placeholder('receivedAt'),
      status: placeholder('status'),
    })
    .onConflictDoNothing()
    .returning({ id: answers.id })
})

async function storeAnswers(tx: Tx, sheet: Sheet, sent: readonly Arrival[]): Promise<Acknowledgement> {
  const { snapshot, state } = await loadWorkflow(tx, attemptWorkflow, sheet.attemptId)
  const ended = snapshot.context
  const takesLate = tx.at.toISOString() <= ended.deadlineAt || (await countLateDeliveries(tx, sheet.attemptId)) < maxLateDeliveries
  const receipts: Receipt[] = []
  const refused: Acknowledgement['refused'] = []
  const counting: string[] = []
  for (const { device, sequence, questionId, chosen, elapsed } of sent) {
    const reason = findAnswerObjection(sheet, questionId, chosen)
    if (reason) {
      refused.push({ device, sequence, reason })
      continue
    }
    const classified = classifyAnswer({ ended, elapsed, receivedAt: tx.at })
    const finalStatus = classified.status === 'lateCounted' && !takesLate ? 'lateKept' : classified.status
    const answer = {
      id: newId(),
      attemptId: sheet.attemptId,
      questionId,
      chosen: [...new Set(chosen)].sort(),
      device,
      sequence,
      receivedAt: tx.at,
      ...classified,
      status: finalStatus,
    }
    const [added] = await addAnswer(tx).execute(answer)
    const fresh = added && answer
    const kept = fresh ?? (await findStoredAnswer(tx, sheet.attemptId, device, sequence))
    if (fresh) {
      tx.note(`answer ${fresh.id} to ${questionId} of attempt ${sheet.attemptId}: ${fresh.status}`)
      if (fresh.status !== 'lateKept') counting.push(fresh.id)
    }
    receipts.push({
      device,
      sequence,
      questionId: kept.questionId,
      number: kept.id,
      receivedAt: kept.receivedAt.toISOString(),
      status: kept.status,
    })
  }
  const after = counting.length > 0 && isGraded(state) ? await regrade(tx, sheet, snapshot, counting) : null
  return { receipts, refused, state: after?.state ?? state, now: tx.at.toISOString() }
}

/** Counts the deliveries in which late answers arrived that count. */
async function countLateDeliveries(tx: Tx, attemptId: string): Promise<number> {
  const came = await tx
    .selectDistinct({ at: answers.receivedAt })
    .from(answers)
    .where(and(eq(answers.attemptId, attemptId), eq(answers.status, 'lateCounted')))
  return came.length
}

async function findStoredAnswer(tx: Tx, attemptId: string, device: string, sequence: number) {
  const [kept] = await tx
    .select()
    .from(answers)
    .where(and(eq(answers.attemptId, attemptId), eq(answers.device, device), eq(answers.sequence, sequence)))
  return present(kept, 'answer of that sequence')
}

/** Finds what none of our pages sends: a question of another sheet, an option that does not exist. */
function findAnswerObjection(sheet: Sheet, questionId: string, chosen: readonly string[]) {
  const question = sheet.byId.get(questionId)
  if (!question) return '这道题不在这份答卷里。'
  if (!chosen.every((key) => question.options.some((option) => option.key === key))) return '没有这个选项。'
  if (question.kind !== 'multiple' && chosen.length > 1) return '这道题只能选一个。'
  return null
}

async function regrade(tx: Tx, sheet: Sheet, snapshot: LoadedWorkflow<typeof attemptMachine>['snapshot'], because: string[]) {
  const event = { type: 'REGRADE' as const, correct: await countCorrect(tx, sheet), because }
  if (!snapshot.can({ ...event, at: tx.at.toISOString() })) return null // nothing would change, or a pass would be taken away
  return advanceBySystem(tx, attemptWorkflow, { id: sheet.attemptId, event })
}

/**
 * Hands in and grades at once: no later answer counts. Handing in again changes nothing; handing in a sheet that the system has collected
 * declares that no answer is still to come. Returns the state. Throws 404 if the attempt is not the viewer's.
 */
export async function submitAttempt(site: Site, viewer: Viewer, { attemptId }: { attemptId: string }): Promise<string> {
  const sheet = await requireOwnSheet(site, viewer, attemptId)
  return site.write(viewer.accountId, 'hand in', (tx) => submitSheet(tx, sheet), examLane)
}

async function submitSheet(tx: Tx, sheet: Sheet): Promise<string> {
  const { state } = await loadWorkflow(tx, attemptWorkflow, sheet.attemptId)
  if (isSitting(state)) await advanceWorkflow(tx, attemptWorkflow, { id: sheet.attemptId, version: 'latest', event: { type: 'SUBMIT' } })
  const graded = await gradeSheet(tx, sheet)
  await closeSheet(tx, sheet.attemptId)
  return graded
}

/** Closes a graded sheet to late answers, if it still accepts any. */
async function closeSheet(tx: Tx, attemptId: string) {
  const { snapshot } = await loadWorkflow(tx, attemptWorkflow, attemptId)
  if (snapshot.can({ type: 'CLOSE', at: tx.at.toISOString() }))
    await advanceWorkflow(tx, attemptWorkflow, { id: attemptId, version: 'latest', event: { type: 'CLOSE' } })
}

/**
 * Records the candidate's statement that no answer is on its way any more, for all their graded sheets of the exam: later ones no longer
 * count, and the result can be shown in full. Throws 404 if the attempt is not the viewer's.
 */
export async function closeOwnSheets(site: Site, viewer: Viewer, { attemptId }: { attemptId: string }): Promise<void> {
  const sheet = await requireOwnSheet(site, viewer, attemptId)
  await site.write(viewer.accountId, 'no more answers to come', async (tx) => {
    const own = await tx
      .select({ id: attempts.id })
      .from(attempts)
      .where(and(eq(attempts.enrolmentId, sheet.enrolmentId), eq(attempts.examId, sheet.examId)))
    for (const { id } of own) await closeSheet(tx, id)
  })
}

/** Carries out the machine's effect `grade`. */
export async function gradeAttempt(tx: Tx, site: Site, { attemptId }: { attemptId: string }): Promise<string> {
  return gradeSheet(tx, await loadSheet(site, attemptId))
}

/** Grades a collected sheet; a graded one stays as it is. */
async function gradeSheet(tx: Tx, sheet: Sheet): Promise<string> {
  const { state } = await loadWorkflow(tx, attemptWorkflow, sheet.attemptId)
  if (!isCollected(state)) return state
  const graded = await advanceBySystem(tx, attemptWorkflow, {
    id: sheet.attemptId,
    event: { type: 'GRADE', correct: await countCorrect(tx, sheet) },
  })
  return graded.state
}

async function requireOwnSheet(site: Site, viewer: Viewer, attemptId: string): Promise<Sheet> {
  const sheet = await loadSheet(site, attemptId)
  if (!canSit(viewer, sheet)) throw notFound('答卷')
  return sheet
}
