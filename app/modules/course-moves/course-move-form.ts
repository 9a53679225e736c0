// The form of the page that moves a class to another version of its course.
import { z } from 'zod'
import { id, longText, shortText } from '#app/fields.ts'

export const courseMoveForm = z.object({
  to: id(),
  seen: shortText(),
  reason: longText('请写明原因。').trim().min(2, '请写明原因。').max(200, '原因最多 200 字。'),
})
