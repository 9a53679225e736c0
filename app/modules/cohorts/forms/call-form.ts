// The form that asks for a trainee's phone number.
import { z } from 'zod'
import { boundedText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const callForm = z.object({ reason: boundedText(maxLengths.reason, '原因') })
