// What the page of a step posts: what its address names is not in it.
import { z } from 'zod'
import { id, longText, shortText, version } from '#app/fields.ts'

export const stepForm = z.object({
  version: version(),
  seen: shortText().optional(),
  reason: longText().default(''),
  wrongFact: id().default(''),
})
export type StepForm = z.output<typeof stepForm>
