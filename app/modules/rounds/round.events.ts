// The events of a round and their data.
import { z } from 'zod'
import { count, moment } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** Events that the coordinator may send. */
export const roundEvents = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('OPEN_WISHES'), until: moment() }),
  z.strictObject({ type: z.literal('CLOSE_WISHES') }),
  z.strictObject({ type: z.literal('REOPEN_WISHES'), until: moment() }),
  z.strictObject({ type: z.literal('ACCEPT'), pairs: count(), answersUntil: moment() }),
  z.strictObject({ type: z.literal('EVALUATE') }),
  z.strictObject({ type: z.literal('CLOSE') }),
  z.strictObject({
    type: z.literal('REOPEN'),
    reason: z.string().trim().min(2, '请写原因，至少 2 个字').max(maxLengths.account, `原因最多 ${maxLengths.account} 字`),
  }),
])

/** Events that only the system sends. */
export const roundSystemEvents = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('WISHES_DUE') }),
  z.strictObject({ type: z.literal('ANSWERS_DUE') }),
  z.strictObject({ type: z.literal('ALL_ANSWERED') }),
])

export const roundContext = z.strictObject({
  wishesUntil: moment().nullable(),
  answersUntil: moment().nullable(),
  pairs: count(),
})
