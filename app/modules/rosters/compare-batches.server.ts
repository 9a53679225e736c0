// Compares a roster with the register in batches, each row with its verdict at that moment.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { canCorrectHousehold, loadRegisterRecords } from '#app/modules/households/households.server.ts'
import type { RegisterRecords } from '#app/modules/households/types.ts'
import type { Reader, Site } from '#app/site.ts'
import { compareWithRegister, refuseFor, type Verdict } from './compare-with-register.ts'
import { regionOutOfScope } from './reading/row-rules.ts'
import type { Entry, ValidatedRow } from './reading/validate-row.ts'
import { canImportInto } from './policy.ts'
import type { ReadRows } from './reading/read-roster.server.ts'

export interface ComparedBatch {
  rows: { validated: ValidatedRow; entry: Entry | null; verdict: Verdict }[]
  register: RegisterRecords
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
  const register = await loadRegisterRecords(asking, site, {
    idNumbers: entries.map(({ idNumber }) => idNumber),
    householdNumbers: entries.flatMap(({ householdNumber }) => householdNumber ?? []),
    countyCode: site.programme.west.county,
  })
  const day = read.filledOn ?? today
  return { day, register, read, rows: read.rows.map((validated) => addVerdict(site, viewer, validated, { day, register })) }
}

function addVerdict(
  site: Site,
  viewer: Viewer,
  validated: ValidatedRow,
  { day, register }: Pick<ComparedBatch, 'day' | 'register'>,
): ComparedBatch['rows'][number] {
  const { entry } = validated
  if (!entry) return { validated, entry: null, verdict: refuseFor(validated.problems[0]!) }
  // The person who accepts a roster may not be the one who uploaded it.
  if (!canImportInto(viewer, entry.regionCode)) return { validated, entry: null, verdict: refuseFor(regionOutOfScope) }
  const known = {
    person: register.persons.get(entry.idNumber) ?? null,
    household: (entry.householdNumber && register.households.get(entry.householdNumber)) || null,
  }
  // A roster changes only what its viewer may correct at the desk.
  const verdict = compareWithRegister(entry, known, {
    day,
    answersFor: (place) => canCorrectHousehold(viewer, place),
    fingerprint: site.keys.fingerprint,
  })
  return { validated, entry: verdict.outcome === 'refused' ? null : entry, verdict }
}
