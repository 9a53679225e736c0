// The posted form of the plan's template: a row for each goal, ordered by field name.
import { z } from 'zod'
import { id, boundedText, listOf, severalOf, shortText } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'
import { maxGoals, maxGoalTitle } from './plan.ts'
import type { TemplateEntry } from './templates.server.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

type Goal = TemplateEntry['goals'][number]

/** `parseTemplateEntry` validates the content. Rows without a title are left out. */
export const templateForm = withRows(
  { rows: ['title', 'after', 'proof', 'needs'] },
  z.object({
    do: shortText().optional(),
    toRunning: shortText().optional(),
    why: boundedText(maxLengths.reason).default(''),
    goal: severalOf(id(), maxGoals),
    rows: listOf(
      z.object({
        row: id(),
        title: boundedText(maxGoalTitle, '目标').trim().default(''),
        after: shortText().default(''),
        proof: shortText().default(''),
        needs: severalOf(shortText(), 100),
      }),
      maxGoals,
    ),
  }),
).transform(({ do: wanted, toRunning, why, goal: goals, rows }) => {
  const byPlace = new Map(rows.map((row) => [row.row, row]))
  const entered = goals.flatMap((goal, place): Goal[] => {
    const row = byPlace.get(String(place))
    if (!row?.title) return []
    return [{ goal, title: row.title, after: row.after, proofKind: row.proof as Goal['proofKind'], needs: row.needs as Goal['needs'] }]
  })
  return { isPreview: wanted === 'preview', toRunning: toRunning === 'yes', entry: { goals: entered, why } satisfies TemplateEntry }
})
