// A roster in batches, each row with its verdict against the register as it stands at that moment.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { dayOf } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { canCorrectHousehold, standingsOf, type Standings } from '#app/modules/households/households.server.ts'
import type { Reader, Site } from '#app/site.ts'
import { compare, refusedFor, type Verdict } from './against-register.ts'
import { type Entry, type JudgedRow, regionNotYours } from './reading/judge.ts'
import { mayImportInto } from './policy.ts'
import type { ReadRows } from './reading/read-roster.server.ts'

export interface JudgedBatch {
  rows: { judged: JudgedRow; entry: Entry | null; verdict: Verdict }[]
  standings: Standings
  /** The day of which these rows speak. */
  day: string
  /** The rows as they were read. */
  read: ReadRows
}

type Asking = Pick<Reader, 'select' | 'connection'>

/** Holds batches of rows against the register. Hands the event loop back after each, so that others are served meanwhile. */
export async function* judgedBatches(site: Site, viewer: Viewer, batches: AsyncIterable<ReadRows>): AsyncGenerator<JudgedBatch> {
  const today = dayOf(site.now())
  for await (const batch of batches) {
    yield await judgeBatch(site, viewer, batch, { asking: site.read, today })
    await nextTurn()
  }
}

/** Holds one batch against the register; in a write, against the register as the write has made it. */
export async function judgeBatch(
  site: Site,
  viewer: Viewer,
  read: ReadRows,
  { asking, today = dayOf(site.now()) }: { asking: Asking; today?: string },
): Promise<JudgedBatch> {
  const entries = read.rows.flatMap(({ entry }) => (entry ? [entry] : []))
  const standings = await standingsOf(asking, site, {
    idNumbers: entries.map(({ idNumber }) => idNumber),
    householdNumbers: entries.flatMap(({ householdNumber }) => householdNumber ?? []),
    countyCode: site.programme.west.county,
  })
  const day = read.filledOn ?? today
  return { day, standings, read, rows: read.rows.map((judged) => withVerdict(site, viewer, judged, { day, standings })) }
}

function withVerdict(
  site: Site,
  viewer: Viewer,
  judged: JudgedRow,
  { day, standings }: Pick<JudgedBatch, 'day' | 'standings'>,
): JudgedBatch['rows'][number] {
  const { entry } = judged
  if (!entry) return { judged, entry: null, verdict: refusedFor(judged.problems[0]!) }
  // Whoever accepts need not be the one who handed the roster in.
  if (!mayImportInto(viewer, entry.regionCode)) return { judged, entry: null, verdict: refusedFor(regionNotYours) }
  const stands = {
    person: standings.persons.get(entry.idNumber) ?? null,
    household: (entry.householdNumber && standings.households.get(entry.householdNumber)) || null,
  }
  // A roster changes what its viewer may correct at the desk, and nothing else.
  const verdict = compare(entry, stands, {
    day,
    answersFor: (place) => canCorrectHousehold(viewer, place),
    fingerprint: site.keys.fingerprint,
  })
  return { judged, entry: verdict.outcome === 'refused' ? null : entry, verdict }
}
