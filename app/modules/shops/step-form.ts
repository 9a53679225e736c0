// What the page of a step posts: what its address names is not in it.
import { z } from 'zod'
import { id, boundedText, shortText, version } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const stepForm = z.object({
  version: version(),
  seen: shortText().optional(),
  reason: boundedText(maxLengths.account, '原因').default(''),
  wrongFact: id().default(''),
})
export type StepForm = z.output<typeof stepForm>
