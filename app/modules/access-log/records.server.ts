// Stores the access log that an investigation needs. A person's first access of a kind on a day is on disk before the thing is shown;
// repetitions are counted and written once a minute, so that nobody can fill the disk by repeating a request.
import { and, desc, eq, gte, lte, sql } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import { log } from '#app/log.server.ts'
import { describeSettings, type Environment } from '#app/settings.server.ts'
import type { Site } from '#app/site.ts'
import { greatest } from '#db/dialect/dialect.ts'
import { accessRecords } from '#db/schema/access-log.ts'

type AccessKind = (typeof accessRecords.$inferSelect)['kind']

export interface Access {
  kind: AccessKind
  who: string
  /** The list, file or address. No names and numbers of people: they would be kept for ever. */
  what: string
  rows?: number | undefined
}

/** How many different things are stored a person and day, and how many people a kind; what is beyond is counted together. */
export const maxThingsADay = 300
export const maxPeopleADay = 2_000
const others = 'others'
const flushAfter = 60_000
const maxWhatLength = 400

interface Counted {
  access: Access
  times: number
  at: Date
}

interface Day {
  day: string
  /** What is on disk already, by kind and then by person. */
  known: Map<AccessKind, Map<string, Set<string>>>
  /** What was counted and is not written yet. */
  pending: Map<string, Counted>
  /** First accesses that are being written. */
  arriving: Map<string, Promise<void>>
  timer: NodeJS.Timeout | null
}

/** Keyed by the database, which two sites share: the one of the screens (http/server/quotas.ts) and the one that stops the server. */
const days = new WeakMap<Site['read'], Promise<Day>>()

/** Returns today's counts; the first caller of the day reads them from disk. */
async function today(site: Site): Promise<Day> {
  const day = toDay(site.now())
  const kept = days.get(site.read)
  const before = await kept
  if (before?.day === day) return before
  if (days.get(site.read) === kept) {
    const next = (before ? writeDayRecords(site, before) : Promise.resolve()).then(() => readDay(site, day))
    days.set(site.read, next)
    // If the day could not be loaded, the next caller tries again.
    next.catch(() => (kept ? days.set(site.read, kept) : days.delete(site.read)))
  }
  return today(site)
}

async function readDay(site: Site, day: string): Promise<Day> {
  const fresh: Day = { day, known: new Map(), pending: new Map(), arriving: new Map(), timer: null }
  const rows = await site.read
    .select({ kind: accessRecords.kind, who: accessRecords.who, what: accessRecords.what })
    .from(accessRecords)
    .where(eq(accessRecords.day, day))
  for (const { kind, who, what } of rows) getRecordedThings(fresh, { kind, who }).add(what)
  return fresh
}

const peopleOf = ({ known }: Day, kind: AccessKind) => entryOf(known, kind, () => new Map<string, Set<string>>())
const getRecordedThings = (day: Day, { kind, who }: Pick<Access, 'kind' | 'who'>) =>
  entryOf(peopleOf(day, kind), who, () => new Set<string>())

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, fresh: () => Value): Value {
  const value = map.get(key) ?? fresh()
  map.set(key, value)
  return value
}

/**
 * Returns the access under the heading that it is counted by. Each kind has its own limit of people: refusals, which strangers can cause,
 * displace no exports.
 */
function limitAccess(day: Day, { what: whole, ...access }: Access): Access {
  const people = peopleOf(day, access.kind)
  if (!people.has(access.who) && people.size >= maxPeopleADay) return { ...access, who: others, what: others }
  const what = whole.slice(0, maxWhatLength)
  const things = getRecordedThings(day, access)
  return { ...access, what: things.has(what) || things.size < maxThingsADay ? what : others }
}

/** Records an access. Resolves at once if the same was recorded today already, otherwise when it is on disk. */
export async function recordAccess(site: Site, given: Access): Promise<void> {
  const day = await today(site)
  const access = limitAccess(day, given)
  const things = getRecordedThings(day, access)
  const key = `${access.kind} ${access.who} ${access.what}`
  count(day, key, { access, times: 1, at: site.now() })
  if (things.has(access.what)) {
    flushLater(site, day)
    return day.arriving.get(key)
  }
  things.add(access.what)
  const arriving = writeDayRecords(site, day)
    .catch((fault: unknown) => {
      // The write failed, and nothing was shown: the next request waits for it again.
      things.delete(access.what)
      day.pending.delete(key)
      throw fault
    })
    .finally(() => day.arriving.delete(key))
  day.arriving.set(key, arriving)
  return arriving
}

function count({ pending }: Day, key: string, { access, times, at }: Counted) {
  const before = pending.get(key)
  pending.set(key, {
    access: { ...access, rows: Math.max(access.rows ?? 0, before?.access.rows ?? 0) || undefined },
    times: (before?.times ?? 0) + times,
    at: before && before.at > at ? before.at : at,
  })
}

function flushLater(site: Site, day: Day) {
  day.timer ??= setTimeout(() => void writeDayRecords(site, day).catch(() => undefined), flushAfter).unref()
}

/**
 * Records that somebody read records about others: the audit trail, this log, the sign-ins. These can be read even if nothing can be
 * written, from a full disk or without the key; then a message says that the reading could not be recorded.
 */
export async function recordReading(site: Site, { what, who, rows }: Pick<Access, 'what' | 'who' | 'rows'>): Promise<void> {
  try {
    await recordAccess(site, { kind: 'list', who, what, rows })
    await flushAccessRecords(site) // the caller is a command-line process that ends in a moment
  } catch (fault) {
    log.warn('a reading could not be recorded', { what, fault })
  }
}

/** Writes what was counted and not written yet, when the server stops. */
export async function flushAccessRecords(site: Site): Promise<void> {
  const day = await days.get(site.read)
  if (day) await writeDayRecords(site, day)
}

async function writeDayRecords(site: Site, day: Day) {
  if (day.timer) clearTimeout(day.timer)
  day.timer = null
  const counted = [...day.pending]
  day.pending.clear()
  if (counted.length === 0) return
  try {
    await site.write('system', 'record access', async (tx) => {
      for (const [, { access, times, at }] of counted) {
        const { kind, who, what, rows = null } = access
        await tx
          .insert(accessRecords)
          .values({ day: day.day, kind, who, what, times, rows, firstAt: at, lastAt: at })
          .onConflictDoUpdate({
            target: [accessRecords.day, accessRecords.kind, accessRecords.who, accessRecords.what],
            set: {
              times: sql`${accessRecords.times} + ${times}`,
              rows: greatest(sql`coalesce(${accessRecords.rows}, 0)`, sql`coalesce(${rows}, 0)`),
              lastAt: at,
            },
          })
      }
    })
  } catch (fault) {
    // What was shown already stays counted; for first accesses the waiting caller gets the error.
    for (const [key, one] of counted) if (!day.arriving.has(key)) count(day, key, one)
    flushLater(site, day)
    throw fault
  }
}

/**
 * Records the settings that a server starts with: what differs between two days was changed in between. Of secrets it records only whether
 * they are set.
 */
export function recordSettings(site: Site, environment?: Environment): Promise<void> {
  return recordAccess(site, { kind: 'settings', who: 'operator', what: describeSettings(environment) || 'defaults' })
}

export interface AccessQuestion {
  from?: string
  to?: string
  who?: string
  kind?: AccessKind
}

/** Lists what was recorded, latest day first; at most 1,000 lines. */
export async function listAccess(site: Pick<Site, 'read'>, { from, to, who, kind }: AccessQuestion = {}) {
  return site.read
    .select()
    .from(accessRecords)
    .where(
      and(
        from ? gte(accessRecords.day, from) : undefined,
        to ? lte(accessRecords.day, to) : undefined,
        who ? eq(accessRecords.who, who) : undefined,
        kind ? eq(accessRecords.kind, kind) : undefined,
      ),
    )
    .orderBy(desc(accessRecords.day), desc(accessRecords.lastAt))
    .limit(1_000)
}
