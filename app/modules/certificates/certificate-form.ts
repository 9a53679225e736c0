// The form of a certificate's page.
import { z } from 'zod'
import { version } from '#app/fields.ts'

export const certificateForm = z.object({
  do: z.enum(['revoke', 'replace']),
  version: version(),
  reason: z.string().trim().min(2, '请写明原因。').max(200, '原因请不超过 200 字。'),
})
