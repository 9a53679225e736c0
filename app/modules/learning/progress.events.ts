// The progress events that a phone sends. Each may arrive late, twice or out of order.
import { z } from 'zod'
import { moment } from '#app/fields.ts'

const slug = z.string().regex(/^[a-z0-9-]{1,60}$/)

const progressEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('section'), course: slug, lesson: slug, section: z.string().regex(/^s\d{1,3}$/), at: moment() }),
  z.strictObject({
    kind: z.literal('mark'),
    course: slug,
    lesson: slug,
    key: z.string().max(120),
    value: z.string().max(200),
    /** The version that the page shows; pages kept from an earlier release do not say it. */
    version: z.string().max(64).exactOptional(),
    at: moment(),
  }),
])
export type ProgressEvent = z.infer<typeof progressEvent>

/** A parsed batch: the account whose events they are, the valid events with their indices, and the indices of invalid ones. */
interface SentProgress {
  account: string
  events: ProgressEvent[]
  places: number[]
  refused: number[]
}

const sentProgress = z.strictObject({ account: z.string().max(40), events: z.array(z.unknown()).max(500) })

/** Parses a batch. One invalid event must not block the others for ever. Null if it is no batch at all. */
export function parseSentProgress(sent: unknown): SentProgress | null {
  const batch = sentProgress.safeParse(sent)
  if (!batch.success) return null
  const events: ProgressEvent[] = []
  const places: number[] = []
  const refused: number[] = []
  batch.data.events.forEach((one, at) => {
    const parsed = progressEvent.safeParse(one)
    if (parsed.success) {
      events.push(parsed.data)
      places.push(at)
    } else refused.push(at)
  })
  return { account: batch.data.account, events, places, refused }
}

/**
 * Builds the reply: how many events are on disk, and the indices of those that never will be. `unknown` are those that refer to no existing
 * lesson.
 */
export function createProgressReply({ events, places, refused }: SentProgress, unknown: readonly ProgressEvent[]) {
  const unkept = new Set(unknown)
  return {
    saved: events.length - unkept.size,
    refused: [...refused, ...places.filter((_, at) => unkept.has(events[at]!))].sort((one, other) => one - other),
  }
}
