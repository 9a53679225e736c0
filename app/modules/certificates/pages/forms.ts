// What the pages of certificates post, with its bounds.
import { z } from 'zod'
import { version } from '#app/fields.ts'

export const certificateForm = z.object({
  do: z.enum(['revoke', 'replace']),
  version: version(),
  reason: z.string().trim().min(2, '请写明原因。').max(200, '原因请不超过 200 字。'),
})

/** Room for a code that was written with spaces and dashes. */
const longestCode = 40

/** A certificate's code as it was typed or stands in an address; empty if none was given. */
export const enteredCode = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value.trim().slice(0, longestCode) : '')
