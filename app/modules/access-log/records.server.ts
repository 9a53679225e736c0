// Keeping what an inquiry will ask. The first time that somebody does a thing on a day is on disk before the thing is
// shown; the same again is counted and written once a minute, so that nobody can fill the disk by pressing again.
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
  /** Which list, file or address. No names and numbers of people: they would be kept for ever. */
  what: string
  rows?: number | undefined
}

/** How many different things are kept of one person a day, and how many people of one kind: what is beyond is counted together. */
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
  /** Of each kind, and then of each person, what is on disk already. */
  known: Map<AccessKind, Map<string, Set<string>>>
  /** What was counted since. */
  pending: Map<string, Counted>
  /** What is on its way to disk for the first time. */
  arriving: Map<string, Promise<void>>
  timer: NodeJS.Timeout | null
}

/** By the database, which the site of the screens (http/server/quotas.ts) and the one that stops the server have in common. */
const days = new WeakMap<Site['read'], Promise<Day>>()

/** What is counted today; read from disk by the first who asks. */
async function today(site: Site): Promise<Day> {
  const day = toDay(site.now())
  const kept = days.get(site.read)
  const before = await kept
  if (before?.day === day) return before
  if (days.get(site.read) === kept) {
    const next = (before ? writeDayRecords(site, before) : Promise.resolve()).then(() => readDay(site, day))
    days.set(site.read, next)
    // A day that could not begin is begun anew by the next who asks.
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
  for (const { kind, who, what } of rows) thingsRecorded(fresh, { kind, who }).add(what)
  return fresh
}

const peopleOf = ({ known }: Day, kind: AccessKind) => entryOf(known, kind, () => new Map<string, Set<string>>())
const thingsRecorded = (day: Day, { kind, who }: Pick<Access, 'kind' | 'who'>) => entryOf(peopleOf(day, kind), who, () => new Set<string>())

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, fresh: () => Value): Value {
  const value = map.get(key) ?? fresh()
  map.set(key, value)
  return value
}

/** The access under the heading that it is counted by. Each kind has people of its own: refusals, which strangers can cause, crowd out no exports. */
function headEntries(day: Day, { what: whole, ...access }: Access): Access {
  const people = peopleOf(day, access.kind)
  if (!people.has(access.who) && people.size >= maxPeopleADay) return { ...access, who: others, what: others }
  const what = whole.slice(0, maxWhatLength)
  const things = thingsRecorded(day, access)
  return { ...access, what: things.has(what) || things.size < maxThingsADay ? what : others }
}

/** Records an access. Resolves at once where the same was recorded today already, else when it is on disk. */
export async function recordAccess(site: Site, asked: Access): Promise<void> {
  const day = await today(site)
  const access = headEntries(day, asked)
  const things = thingsRecorded(day, access)
  const key = `${access.kind} ${access.who} ${access.what}`
  count(day, key, { access, times: 1, at: site.now() })
  if (things.has(access.what)) {
    flushLater(site, day)
    return day.arriving.get(key)
  }
  things.add(access.what)
  const arriving = writeDayRecords(site, day)
    .catch((fault: unknown) => {
      // It did not get there, and nothing was shown: whoever asks again waits for it again.
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
 * Records that somebody read what is on record of others: the trail, this log, the sign-ins. It is read where nothing can
 * be written too, from a disk that is full or without the key: then it is said that it could not be recorded.
 */
export async function recordReading(site: Site, { what, who, rows }: Pick<Access, 'what' | 'who' | 'rows'>): Promise<void> {
  try {
    await recordAccess(site, { kind: 'list', who, what, rows })
    await flushAccessRecords(site) // whoever reads it is a command, and gone in a moment
  } catch (fault) {
    log.warn('a reading could not be recorded', { what, fault })
  }
}

/** Writes what was counted and not written yet: for a server that is stopping. */
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
    // What was shown already stays counted; of what is there for the first time whoever waits for it is told.
    for (const [key, one] of counted) if (!day.arriving.has(key)) count(day, key, one)
    flushLater(site, day)
    throw fault
  }
}

/** Records the settings that a server starts with: what differs between two days was changed in between. Of secrets only that they are set. */
export function recordSettings(site: Site, environment?: Environment): Promise<void> {
  return recordAccess(site, { kind: 'settings', who: 'operator', what: describeSettings(environment) || 'defaults' })
}

export interface AccessQuestion {
  from?: string
  to?: string
  who?: string
  kind?: AccessKind
}

/** What was recorded, latest day first; at most 1,000 lines. */
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
