// What the phone tells about learning. Each event may come late, twice or out of order.
import { z } from 'zod'

const slug = z.string().regex(/^[a-z0-9-]{1,60}$/)

export const progressEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('section'), course: slug, lesson: slug, section: z.string().regex(/^s\d{1,3}$/), at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('mark'), course: slug, lesson: slug, key: z.string().max(120), value: z.string().max(200), at: z.iso.datetime() }),
])
export type ProgressEvent = z.infer<typeof progressEvent>

export const sentProgress = z.strictObject({ events: z.array(progressEvent).max(500) })
