// Keeps the parts of an exam's plan, and tells one plan from another.
import { asc, eq, sql } from 'drizzle-orm'
import type { Reader, Tx } from '#app/site.ts'
import { Refusal } from '#app/refusal.ts'
import { formatLastWrite } from '#app/workflow/overtaken.server.ts'
import { fingerprintSeen } from '#app/workflow/seen.server.ts'
import { createInserter } from '#db/inserter.ts'
import { prepared } from '#db/prepared.ts'
import { examParts, type exams } from '#db/schema/exams.ts'
import type { BlueprintPart } from '../draw.ts'
import { difficulties } from './parts.ts'

// A hall full of people opens its sheets in the same minute, so prepared.
const partsOf = prepared((read: Pick<Reader, 'select' | 'connection'>) =>
  read
    .select()
    .from(examParts)
    .where(eq(examParts.examId, sql.placeholder('examId')))
    .orderBy(asc(examParts.lesson), asc(examParts.difficulty)),
)
const insertParts = createInserter(examParts)

/** Loads the parts of a plan; none if its questions are of any lesson. */
export const loadParts = async (read: Pick<Reader, 'select' | 'connection'>, examId: string): Promise<BlueprintPart[]> =>
  (await partsOf(read).execute({ examId })).map(({ examId: _, difficulty, ...part }) => ({
    ...part,
    difficulty: difficulties.find((one) => one === difficulty) ?? null,
  }))

/** Puts these parts in the place of those of a plan. */
export async function storeParts(tx: Tx, examId: string, parts: readonly BlueprintPart[]): Promise<void> {
  await tx.delete(examParts).where(eq(examParts.examId, examId))
  await insertParts(
    tx,
    parts.map(({ difficulty, ...part }) => ({ examId, ...part, difficulty: difficulty ?? 0 })),
  )
}

type ExamRow = typeof exams.$inferSelect

const listParts = (parts: readonly BlueprintPart[]) =>
  parts
    .map(({ lesson, difficulty, single, multiple, trueFalse }) => [lesson, difficulty ?? 0, single, multiple, trueFalse].join(' '))
    .sort()

export const areSameParts = (some: readonly BlueprintPart[], others: readonly BlueprintPart[]) =>
  listParts(some).join() === listParts(others).join()

/** A text that is another one as soon as the plan is; also where there is none yet. */
export const fingerprintPlan = (exam: ExamRow | null, parts: readonly BlueprintPart[]): string =>
  fingerprintSeen([
    exam && [exam.single, exam.multiple, exam.trueFalse, exam.minutes, exam.passMark, exam.attemptsAllowed, exam.opensAt, exam.closesAt],
    listParts(parts),
  ])

/** Throws 409 with who was quicker if it is another plan by now than was seen. */
export async function requireSeenPlan(tx: Tx, { cohortId, known, seen }: { cohortId: string; known: ExamRow | null; seen: string }) {
  if (seen === fingerprintPlan(known, known ? await loadParts(tx, known.id) : [])) return
  const last = await formatLastWrite(tx, { why: 'plan exam', about: `of cohort ${cohortId}`, did: '改了考试安排' })
  throw new Refusal(409, `您打开这页以后，别人改过考试安排。${last}您填的没有存。请重新打开这一页，看现在的安排，再改。`)
}
