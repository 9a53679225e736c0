// The forms of officers and the coordinator about a shop's rating.
import { z } from 'zod'
import { id, longText, shortText, version } from '#app/fields.ts'

/** The kinds of facts that an officer enters; the others follow from confirmed goals and months. */
export const enteredKinds = ['complaintAnswered', 'standardMet', 'complaintIgnored', 'standardBroken'] as const

export const ratingForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('fact'), kind: z.enum(enteredKinds, '请选是什么事。'), happenedOn: shortText(), words: longText() }),
  z.object({ do: z.literal('UPHOLD'), ratingId: id(), version: version(), reason: longText() }),
  z.object({ do: z.enum(['reward', 'penalty']), ratingId: id(), version: version(), measure: longText() }),
])
export type RatingForm = z.output<typeof ratingForm>
