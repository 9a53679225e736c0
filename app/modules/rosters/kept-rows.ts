// What is kept of a row for whoever looks at the roster.
import { withoutNumbers } from '#app/text/without-numbers.ts'
import type { JudgedBatch } from './batches.server.ts'
import { asSentences } from './sentences.ts'

/** What a row comes to, in words. */
export const keptRowOf = (importId: string, { judged, verdict }: JudgedBatch['rows'][number]) => ({
  importId,
  sheet: judged.sheet,
  row: judged.row,
  name: withoutNumbers(judged.name),
  outcome: verdict.outcome,
  column: verdict.problem?.column ?? null,
  code: verdict.problem?.code ?? null,
  message: withoutNumbers(
    asSentences([
      ...(verdict.problem ? [verdict.problem.message, ...judged.problems.slice(1).map(({ message }) => message)] : []),
      ...verdict.changes.map(({ says }) => says),
      ...verdict.notes,
      ...judged.notes,
    ]),
  ),
})
export type KeptRow = ReturnType<typeof keptRowOf>
