// Keeps the parts of an exam's plan.
import { asc, eq, sql } from 'drizzle-orm'
import type { Reader, Tx } from '#app/site.ts'
import { createInserter } from '#db/inserter.ts'
import { prepared } from '#db/prepared.ts'
import { examParts } from '#db/schema/exams.ts'
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
