// The form that asks for a number in clear.
import { z } from 'zod'
import { boundedText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const lookForm = z.object({
  field: z.enum(['idNumber', 'phone'], '请选要看哪一项。'),
  reason: boundedText(maxLengths.reason, '原因'),
})
