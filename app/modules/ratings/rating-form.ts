// The forms of officers and the coordinator about a shop's rating.
import { z } from 'zod'
import { id, boundedText, shortText, version } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** The kinds of facts that an officer enters; the others follow from confirmed goals and months. */
export const enteredKinds = ['complaintAnswered', 'standardMet', 'complaintIgnored', 'standardBroken'] as const

export const ratingForm = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('fact'),
    kind: z.enum(enteredKinds, '请选是什么事。'),
    happenedOn: shortText(),
    words: boundedText(maxLengths.account),
  }),
  z.object({ do: z.literal('UPHOLD'), ratingId: id(), version: version(), reason: boundedText(maxLengths.account) }),
  z.object({ do: z.enum(['reward', 'penalty']), ratingId: id(), version: version(), measure: boundedText(maxLengths.account) }),
])
export type RatingForm = z.output<typeof ratingForm>
