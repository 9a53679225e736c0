// The stored result of a row, for people who look at the roster.
import { maskNumbers } from '#app/text/mask-numbers.ts'
import type { ComparedBatch } from './compare-batches.server.ts'
import { joinSentences } from './sentences.ts'

/** Returns a row's result with its Chinese text. */
export const toImportRow = (importId: string, { judged, verdict }: ComparedBatch['rows'][number]) => ({
  importId,
  sheet: judged.sheet,
  row: judged.row,
  name: maskNumbers(judged.name),
  outcome: verdict.outcome,
  column: verdict.problem?.column ?? null,
  code: verdict.problem?.code ?? null,
  message: maskNumbers(
    joinSentences([
      ...(verdict.problem ? [verdict.problem.message, ...judged.problems.slice(1).map(({ message }) => message)] : []),
      ...verdict.changes.map(({ says }) => says),
      ...verdict.notes,
      ...judged.notes,
    ]),
  ),
})
export type ImportRow = ReturnType<typeof toImportRow>
