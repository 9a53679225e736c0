// What the administrator posts on an account's page.
import { z } from 'zod'
import { id, optionalText, shortText } from '#app/fields.ts'

/** One more role, or a look at the phone number. */
export const accountForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('grant'), role: id(), region: optionalText(), cohort: optionalText() }),
  z.object({ do: z.literal('phone'), reason: shortText() }),
])
