// What the administrator posts on an account's page.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'

const text = shortText()
  .optional()
  .transform((value) => value || undefined)

/** One more role, or a look at the phone number. */
export const accountForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('grant'), role: id(), region: text, cohort: text }),
  z.object({ do: z.literal('phone'), reason: shortText() }),
])
