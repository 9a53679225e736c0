// What the page posts on which one of the two ends a pairing.
import { z } from 'zod'
import { longText, version } from '#app/fields.ts'

export const ownEndForm = z.object({ do: z.enum(['decline', 'dissolve']), reason: longText(), version: version() })
export type OwnEndForm = z.output<typeof ownEndForm>
