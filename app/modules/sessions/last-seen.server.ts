// When each session was last seen. Kept in memory and written for many sessions at once: one write per request would cost
// more than the request. None of it needs an audit entry.
import { eq } from 'drizzle-orm'
import type { Site } from '#app/site.ts'
import { sessions } from '#db/schema/sessions.ts'

type Session = Pick<typeof sessions.$inferSelect, 'id' | 'lastSeenAt'>

const minute = 60_000
/** Of sessions on phones the moment is only displayed, so it may be as old as this. */
const staleAfter = 30 * minute
const writtenEvery = minute
const maxAtOnce = 200

interface Seen {
  at: Map<string, number>
  writtenAt: number
}

const seenAt = new WeakMap<object, Seen>()

function sessionsSeenOf(site: Site): Seen {
  const seen = seenAt.get(site.read) ?? { at: new Map<string, number>(), writtenAt: 0 }
  seenAt.set(site.read, seen)
  return seen
}

/** When a session was last seen. */
export const getLastSeen = (site: Site, { id, lastSeenAt }: Session) =>
  new Date(Math.max(lastSeenAt.getTime(), sessionsSeenOf(site).at.get(id) ?? 0))

/** Notes that a session was seen now. Does not wait for the database. */
export function recordSessionSeen(site: Site, { id, lastSeenAt }: Session, atDesk: boolean) {
  const seen = sessionsSeenOf(site)
  const now = site.now().getTime()
  if (!atDesk && Math.abs(now - lastSeenAt.getTime()) < staleAfter) return
  seen.at.set(id, now)
  if (Math.abs(now - seen.writtenAt) < writtenEvery) return
  seen.writtenAt = now
  // A stop of the server loses a minute at most; a full disk is reported by the writes that matter.
  writeLastSeen(site, seen).catch(() => undefined)
}

async function writeLastSeen(site: Site, seen: Seen) {
  const some = [...seen.at].slice(0, maxAtOnce)
  await site.writeUnaudited(async (tx) => {
    for (const [id, at] of some)
      await tx
        .update(sessions)
        .set({ lastSeenAt: new Date(at) })
        .where(eq(sessions.id, id))
  })
  for (const [id, at] of some) if (seen.at.get(id) === at) seen.at.delete(id)
}
