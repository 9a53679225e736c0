// What the page of a roster posts.
import { z } from 'zod'
import { id } from '#app/fields.ts'
import { importChoices } from '#app/importing/outcomes.ts'

export const rosterForm = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('take'),
    choice: z.enum(importChoices, '请选怎样导入。'),
    /** The class that the page named; empty for none. */
    into: z.union([z.literal(''), id()]).optional(),
    /** The class that was chosen beside: another one is shown before it counts. */
    cohort: z.union([z.literal(''), id()]).optional(),
  }),
  z.object({ act: z.literal('assign'), cohort: z.union([z.literal(''), id()]) }),
  z.object({ act: z.literal('stop') }),
])
