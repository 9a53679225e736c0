// What the page of a step posts: what its address names is not in it.
import { z } from 'zod'
import { id, longText, version } from '#app/fields.ts'

export const stepForm = z.object({ version: version(), reason: longText().default(''), wrongFact: id().default('') })
export type StepForm = z.output<typeof stepForm>
