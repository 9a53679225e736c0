// The form that asks for a number in clear.
import { z } from 'zod'

export const lookForm = z.object({
  field: z.enum(['idNumber', 'phone'], '请选要看哪一项。'),
  reason: z.string().max(200, '原因请不超过 200 字。'),
})
