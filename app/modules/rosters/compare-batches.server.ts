// Compares a roster with the register in batches, each row with its verdict at that moment.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { canCorrectHousehold, loadRegisterRecords, type RegisterRecords } from '#app/modules/households/households.server.ts'
import type { Reader, Site } from '#app/site.ts'
import { compareWithRegister, refuseFor, type Verdict } from './compare-with-register.ts'
import { regionOutOfScope } from './reading/row-rules.ts'
import type { Entry, ValidatedRow } from './reading/validate-row.ts'
import { canImportInto } from './policy.ts'
import type { ReadRows } from './reading/read-roster.server.ts'

export interface ComparedBatch {
  rows: { judged: ValidatedRow; entry: Entry | null; verdict: Verdict }[]
  standings: RegisterRecords
  /** The day of which these rows speak. */
  day: string
  /** The rows as they were read. */
  read: ReadRows
}

type Asking = Pick<Reader, 'select' | 'connection'>

/** Compares batches of rows with the register. Yields to the event loop after each, so that other requests are served meanwhile. */
export async function* compareBatches(site: Site, viewer: Viewer, batches: AsyncIterable<ReadRows>): AsyncGenerator<ComparedBatch> {
  const today = toDay(site.now())
  for await (const batch of batches) {
    yield await compareBatch(site, viewer, batch, { asking: site.read, today })
    await nextTurn()
  }
}

/** Compares one batch with the register; inside a write, with the register as the write has changed it. */
export async function compareBatch(
  site: Site,
  viewer: Viewer,
  read: ReadRows,
  { asking, today = toDay(site.now()) }: { asking: Asking; today?: string },
): Promise<ComparedBatch> {
  const entries = read.rows.flatMap(({ entry }) => (entry ? [entry] : []))
  const standings = await loadRegisterRecords(asking, site, {
    idNumbers: entries.map(({ idNumber }) => idNumber),
    householdNumbers: entries.flatMap(({ householdNumber }) => householdNumber ?? []),
    countyCode: site.programme.west.county,
  })
  const day = read.filledOn ?? today
  return { day, standings, read, rows: read.rows.map((judged) => addVerdict(site, viewer, judged, { day, standings })) }
}

function addVerdict(
  site: Site,
  viewer: Viewer,
  judged: ValidatedRow,
  { day, standings }: Pick<ComparedBatch, 'day' | 'standings'>,
): ComparedBatch['rows'][number] {
  const { entry } = judged
  if (!entry) return { judged, entry: null, verdict: refuseFor(judged.problems[0]!) }
  // The person who accepts a roster may not be the one who uploaded it.
  if (!canImportInto(viewer, entry.regionCode)) return { judged, entry: null, verdict: refuseFor(regionOutOfScope) }
  const stands = {
    person: standings.persons.get(entry.idNumber) ?? null,
    household: (entry.householdNumber && standings.households.get(entry.householdNumber)) || null,
  }
  // A roster changes only what its viewer may correct at the desk.
  const verdict = compareWithRegister(entry, stands, {
    day,
    answersFor: (place) => canCorrectHousehold(viewer, place),
    fingerprint: site.keys.fingerprint,
  })
  return { judged, entry: verdict.outcome === 'refused' ? null : entry, verdict }
}
