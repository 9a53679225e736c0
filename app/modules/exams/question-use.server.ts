// How questions did in exams: on how many graded sheets each was, how often it was right, and which option was chosen first. Counts only, of
// whom is never told. Read sheet by sheet with the rules of grading, a few at a time, and kept for as long as no sheet is graded anew.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { answers, attempts, exams } from '#db/schema/exams.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import { isGraded } from './attempt.states.ts'
import { isRight } from './grade.ts'
import { canSeeCohortResults } from './policy.ts'
import { selectFirstAnswers } from './sheet.ts'
import { loadQuestionBank, selectCountedAnswers, type StoredAnswer } from './sheets.server.ts'

export interface QuestionUse {
  /** Graded sheets that had it. */
  shown: number
  right: number
  /** Of how many sheets an option was chosen first, by its key. */
  first: Record<string, number>
}

/** One exam whose questions came from a version of a course. */
export interface ExamUse {
  /** The class; null if the viewer may not see its results. */
  cohort: { id: string; number: number; name: string; startsOn: string } | null
  closesAt: Date
  sheets: number
  byQuestion: ReadonlyMap<string, QuestionUse>
}

interface Kept {
  /** Changes with every sheet that is graded, or graded again. */
  seal: string
  sheets: number
  byQuestion: Map<string, QuestionUse>
}

const keptUses = new WeakMap<Site, Map<string, Kept>>()
const maxKept = 2_000

/** How many sheets are read at a time, before others have their turn. */
const fewSheets = 100

/** Lists the exams of a frozen version, latest first, with what became of each question. The version itself must be in the viewer's reach. */
export async function listExamUses(site: Site, viewer: Viewer, courseVersionId: string): Promise<ExamUse[]> {
  const rows = await site.read
    .select({
      id: exams.id,
      closesAt: exams.closesAt,
      regionCode: cohorts.regionCode,
      cohort: { id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn },
    })
    .from(exams)
    .innerJoin(cohorts, eq(cohorts.id, exams.cohortId))
    .where(eq(cohorts.courseVersionId, courseVersionId))
    .orderBy(asc(exams.closesAt))
  const uses: ExamUse[] = []
  for (const { id, closesAt, regionCode, cohort } of rows.reverse()) {
    const { sheets, byQuestion } = await readExamUse(site, { id, courseVersionId })
    const isSeen = canSeeCohortResults(viewer, { regionCode, cohortId: cohort.id })
    uses.push({ cohort: isSeen ? cohort : null, closesAt, sheets, byQuestion })
  }
  return uses
}

async function readExamUse(site: Site, exam: { id: string; courseVersionId: string }): Promise<Kept> {
  let kept = keptUses.get(site)
  if (!kept) keptUses.set(site, (kept = new Map<string, Kept>()))
  const sheets = (
    await site.read
      .select({ id: attempts.id, questionIds: attempts.questionIds, state: workflows.state, version: workflows.version })
      .from(attempts)
      .innerJoin(workflows, eq(workflows.id, attempts.id))
      .where(eq(attempts.examId, exam.id))
  ).filter(({ state }) => isGraded(state))
  const seal = `${sheets.length} ${sheets.reduce((sum, { version }) => sum + version, 0)}`
  const known = kept.get(exam.id)
  if (known?.seal === seal) return known
  const counted = { seal, sheets: sheets.length, byQuestion: await countSheets(site, exam.courseVersionId, sheets) }
  if (kept.size >= maxKept) kept.delete(kept.keys().next().value ?? '')
  kept.set(exam.id, counted)
  return counted
}

async function countSheets(site: Site, courseVersionId: string, sheets: readonly { id: string; questionIds: string[] }[]) {
  const bank = new Map((await loadQuestionBank(site, courseVersionId)).map((question) => [question.id, question]))
  const byQuestion = new Map<string, QuestionUse>()
  for (let from = 0; from < sheets.length; from += fewSheets) {
    const few = sheets.slice(from, from + fewSheets)
    const given = await site.read
      .select()
      .from(answers)
      .where(inValues(answers.attemptId, few.map(({ id }) => id))) // prettier-ignore
    const byAttempt = groupBy(given, ({ attemptId }) => attemptId)
    for (const { id, questionIds } of few) {
      const [last, first] = [selectCountedAnswers(byAttempt.get(id) ?? []), selectFirst(byAttempt.get(id) ?? [])]
      for (const questionId of questionIds) {
        const question = bank.get(questionId)
        if (!question) continue
        const use = byQuestion.get(questionId) ?? { shown: 0, right: 0, first: {} }
        use.shown++
        if (isRight(question, last.get(questionId)?.chosen ?? [])) use.right++
        for (const key of first.get(questionId)?.chosen ?? []) use.first[key] = (use.first[key] ?? 0) + 1
        byQuestion.set(questionId, use)
      }
    }
    await nextTurn()
  }
  return byQuestion
}

const selectFirst = (all: readonly StoredAnswer[]) =>
  selectFirstAnswers(all.map((answer) => ({ ...answer, givenAt: answer.givenAt.getTime() })))

/** Puts what several exams say of a question together; null if no sheet had it. */
export function sumUp(uses: Iterable<QuestionUse | undefined>): QuestionUse | null {
  const whole: QuestionUse = { shown: 0, right: 0, first: {} }
  for (const use of uses) {
    if (!use) continue
    whole.shown += use.shown
    whole.right += use.right
    for (const [key, count] of Object.entries(use.first)) whole.first[key] = (whole.first[key] ?? 0) + count
  }
  return whole.shown > 0 ? whole : null
}
