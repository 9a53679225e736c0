// The form of a class's page: steps of the class.
import { z } from 'zod'
import { version } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const reason = z.string('请写明原因。').trim().min(2, '请写明原因。').max(maxLengths.reason, `原因最多 ${maxLengths.reason} 字。`)

/** A step of the class: the form of its page. */
export const cohortStepForm = z
  .object({ do: z.enum(['OPEN', 'START']), version: version() })
  .transform(({ do: type, version }) => ({ version, event: { type } }))
