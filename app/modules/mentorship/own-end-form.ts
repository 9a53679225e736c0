// What the page posts on which one of the two ends a pairing.
import { z } from 'zod'
import { boundedText, version } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const ownEndForm = z.object({
  do: z.enum(['decline', 'dissolve']),
  reason: boundedText(maxLengths.account, '原因'),
  version: version(),
})
export type OwnEndForm = z.output<typeof ownEndForm>
