// What may be asked of a round, and what is sent with it.
import { z } from 'zod'
import { count, moment } from '#app/fields.ts'

/** What the coordinator may ask. */
export const roundEvents = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('OPEN_WISHES'), until: moment() }),
  z.strictObject({ type: z.literal('CLOSE_WISHES') }),
  z.strictObject({ type: z.literal('REOPEN_WISHES'), until: moment() }),
  z.strictObject({ type: z.literal('ACCEPT'), pairs: count(), answersUntil: moment() }),
  z.strictObject({ type: z.literal('EVALUATE') }),
  z.strictObject({ type: z.literal('CLOSE') }),
])

/** What the system alone sends. */
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
