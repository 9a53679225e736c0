// The immutable part of an attempt's sheet, cached because hundreds of candidates answer at once.
import { asc, eq, sql } from 'drizzle-orm'
import { notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { prepared } from '#db/prepared.ts'
import { answers, attempts, exams } from '#db/schema/exams.ts'
import { cohorts, enrolments } from '#db/views/cohorts.ts'
import { courseVersions } from '#db/views/courses.ts'
import { persons } from '#db/views/households.ts'
import { orderOptions } from './draw.ts'
import { countRight } from './grade.ts'
import { showPictures, type ShownQuestion } from './pictures.server.ts'
import { type FrozenContent, frozenContent, type Question } from './question.ts'
import { selectLatestAnswers } from './sheet.ts'
import { present } from '#app/present.ts'

export interface Sheet {
  attemptId: string
  examId: string
  examTitle: string
  ordinal: number
  enrolmentId: string
  personId: string
  cohortId: string
  courseVersionId: string
  personRegion: string
  /** In this sheet's order, each with its options in this sheet's order. */
  questions: ShownQuestion[]
  byId: ReadonlyMap<string, ShownQuestion>
}

const maxCached = 5000
const keptSheets = new WeakMap<Site, Map<string, Sheet>>()
const keptContents = new WeakMap<Site, Map<string, FrozenContent>>()

function cacheFor<T>(all: WeakMap<Site, Map<string, T>>, site: Site) {
  let kept = all.get(site)
  if (!kept) all.set(site, (kept = new Map<string, T>()))
  return kept
}

/** Returns what a published course version holds for exams. Versions are frozen, so it is read and validated once. */
export async function loadContent(site: Site, courseVersionId: string): Promise<FrozenContent> {
  const kept = cacheFor(keptContents, site)
  const known = kept.get(courseVersionId)
  if (known) return known
  const [row] = await site.read
    .select({ content: courseVersions.content })
    .from(courseVersions)
    .where(eq(courseVersions.id, courseVersionId))
  if (!row) throw notFound('课程版本')
  const content = frozenContent.parse(row.content)
  kept.set(courseVersionId, content)
  return content
}

/** Returns its question bank. */
export const loadQuestionBank = async (site: Site, courseVersionId: string): Promise<Question[]> =>
  (await loadContent(site, courseVersionId)).questions

// A whole class opens its sheets in the same minute, so prepared.
const sheetRow = prepared((read: Reader) =>
  read
    .select({
      attempt: attempts,
      examTitle: exams.title,
      personId: enrolments.personId,
      personRegion: persons.regionCode,
      cohortId: cohorts.id,
      courseVersionId: cohorts.courseVersionId,
    })
    .from(attempts)
    .innerJoin(exams, eq(exams.id, attempts.examId))
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(cohorts, eq(cohorts.id, exams.cohortId))
    .where(eq(attempts.id, sql.placeholder('attemptId'))),
)

/** Loads the sheet of an attempt without checking access: callers apply the policy. Throws 404 if there is none. */
export async function loadSheet(site: Site, attemptId: string): Promise<Sheet> {
  const kept = cacheFor(keptSheets, site)
  const known = kept.get(attemptId)
  if (known) return known
  const [row] = await sheetRow(site.read).execute({ attemptId })
  if (!row) throw notFound('答卷')
  const { courseVersionId } = row
  const content = await loadContent(site, courseVersionId)
  const bank = new Map(content.questions.map((question) => [question.id, question]))
  const drawn = row.attempt.questionIds.map((id) => {
    const question = present(bank.get(id), `question ${id}`)
    return { ...question, options: orderOptions(question, row.attempt.seed) }
  })
  const questions = await showPictures(site, { courseVersionId, content }, drawn)
  const { examId, ordinal, enrolmentId } = row.attempt
  const sheet: Sheet = {
    attemptId,
    examId,
    ordinal,
    enrolmentId,
    examTitle: row.examTitle,
    personId: row.personId,
    personRegion: row.personRegion,
    cohortId: row.cohortId,
    courseVersionId,
    questions,
    byId: new Map(questions.map((question) => [question.id, question])),
  }
  if (kept.size >= maxCached) kept.delete(kept.keys().next().value!)
  kept.set(attemptId, sheet)
  return sheet
}

export type StoredAnswer = typeof answers.$inferSelect

const answersByAttempt = prepared((read: Pick<Reader, 'select' | 'connection'>) =>
  read
    .select()
    .from(answers)
    .where(eq(answers.attemptId, sql.placeholder('attemptId')))
    .orderBy(asc(answers.receivedAt), asc(answers.id)),
)

/** Returns every answer that ever arrived for an attempt, in the order of their receipts. */
export const loadAnswers = (read: Pick<Reader, 'select' | 'connection'>, attemptId: string): Promise<StoredAnswer[]> =>
  answersByAttempt(read).execute({ attemptId })

/** Returns the latest counted answers, by question. */
export const selectCountedAnswers = (all: readonly StoredAnswer[]) =>
  selectLatestAnswers(
    all.filter((answer) => answer.status !== 'lateKept').map((answer) => ({ ...answer, givenAt: answer.givenAt.getTime() })),
  )

/** Counts the questions that are right by the current answers. */
export async function countCorrect(read: Pick<Reader, 'select' | 'connection'>, sheet: Sheet) {
  const counted = selectCountedAnswers(await loadAnswers(read, sheet.attemptId))
  return countRight(sheet.questions, (id) => counted.get(id)?.chosen)
}
