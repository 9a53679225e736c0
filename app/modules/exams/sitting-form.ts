// The form that the page of a sitting posts if no script runs.
import { z } from 'zod'
import { id, listOf, typedNumber } from '#app/fields.ts'

/** A question's answer, and where to go next: the question of this index, or `review`. Or the whole sheet is handed in. */
export const sittingForm = z.object({
  at: typedNumber().int().min(0).optional(),
  chosen: z.union([id(), listOf(id(), 20)]).optional(),
  go: id().optional(),
  handIn: z.literal('yes').optional(),
})
