// What a page showed before a step, as a short text that the step sends back: time and others change it without a version of its own.
import { createHash } from 'node:crypto'
import { Refusal } from '#app/refusal.ts'

/** Returns a text that is another one as soon as any of this is. */
export const fingerprintSeen = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16)

/** Throws 409 if what is sent is the fingerprint of something else than this; nothing need be sent. */
export function assertSeen(seen: string | undefined, now: unknown) {
  if (seen !== undefined && seen !== fingerprintSeen(now)) throw new Refusal(409, '您看的时候，情况变了。下面是最新的情况，请看过再办。')
}
