// The form of the page that moves a class to another version of its course.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const courseMoveForm = z.object({
  to: id(),
  seen: shortText(),
  reason: z.string('请写明原因。').trim().min(2, '请写明原因。').max(maxLengths.reason, `原因最多 ${maxLengths.reason} 字。`),
})
