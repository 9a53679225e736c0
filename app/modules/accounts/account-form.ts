// What the administrator posts on an account's page.
import { z } from 'zod'
import { id, boundedText, optionalText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** One more role, or a look at the phone number. */
export const accountForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('grant'), role: id(), region: optionalText(), cohort: optionalText() }),
  z.object({ do: z.literal('phone'), reason: boundedText(maxLengths.reason, '原因') }),
])
