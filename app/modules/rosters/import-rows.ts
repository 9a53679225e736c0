// The stored result of a row, for people who look at the roster.
import { maskNumbers } from '#app/text/mask-numbers.ts'
import type { ComparedBatch } from './compare-batches.server.ts'
import { joinSentences } from './sentences.ts'

/** Returns a row's result with its Chinese text. */
export const toImportRow = (importId: string, { validated, verdict }: ComparedBatch['rows'][number]) => ({
  importId,
  sheet: validated.sheet,
  row: validated.row,
  name: maskNumbers(validated.name),
  outcome: verdict.outcome,
  column: verdict.problem?.column ?? null,
  code: verdict.problem?.code ?? null,
  message: maskNumbers(
    joinSentences([
      ...(verdict.problem ? [verdict.problem.message, ...validated.problems.slice(1).map(({ message }) => message)] : []),
      ...verdict.changes.map(({ says }) => says),
      ...verdict.notes,
      ...validated.notes,
    ]),
  ),
})
export type ImportRow = ReturnType<typeof toImportRow>
