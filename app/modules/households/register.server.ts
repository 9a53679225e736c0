// What is believed about many people and households at a time.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Reader, Site } from '#app/site.ts'
import { prepared } from '#db/prepared.ts'
import { households, memberships, monitorings, nameVariants, persons, registrations, residences } from '#db/schema/households.ts'
import { earliestDay, type Spell } from './spells.ts'
import type { Monitoring, Status } from './labels.ts'
import { present } from '#app/present.ts'

export interface HouseholdRecord {
  householdId: string
  number: string
  /** Its current place. */
  regionCode: string
  /** The believed spells, here and below. */
  registrations: (Spell & { status: Status })[]
  monitorings: (Spell & { kind: Monitoring })[]
}

export interface PersonRecord {
  personId: string
  name: string
  variants: string[]
  phoneFingerprint: string | null
  /** The person's current residence. */
  regionCode: string
  /** Covers every day. */
  residences: (Spell & { regionCode: string })[]
  memberships: (Spell & { number: string; relation: string; householdRegion: string })[]
}

export interface RegisterRecords {
  /** By ID number. */
  persons: Map<string, PersonRecord>
  /** By household number. */
  households: Map<string, HouseholdRecord>
}

type Selects = Pick<Reader, 'select' | 'connection'>

/** Queries for a fixed number of values are built once; missing values are padded with one that no row has. */
export const maxAtOnce = 250
const slots = Array.from({ length: maxAtOnce }, (_, place) => sql.placeholder(`v${place}`))
const padToSize = (values: readonly string[]) => Object.fromEntries(slots.map((_, place) => [`v${place}`, values[place] ?? '']))

const personsByFingerprint = prepared((read: Selects) => read.select().from(persons).where(inArray(persons.idNumberFingerprint, slots)))
const variantsOf = prepared((read: Selects) => read.select().from(nameVariants).where(inArray(nameVariants.personId, slots)))
const homesOf = prepared((read: Selects) =>
  read
    .select({ spell: memberships, number: households.number, householdRegion: households.regionCode })
    .from(memberships)
    .innerJoin(households, eq(households.id, memberships.householdId))
    .where(and(inArray(memberships.personId, slots), isNull(memberships.supersededAt))),
)
const residencesOf = prepared((read: Selects) =>
  read
    .select()
    .from(residences)
    .where(and(inArray(residences.subjectId, slots), isNull(residences.supersededAt))),
)
const householdsByNumber = prepared((read: Selects) =>
  read
    .select({ id: households.id, number: households.number, regionCode: households.regionCode })
    .from(households)
    .where(and(eq(households.countyCode, sql.placeholder('county')), inArray(households.number, slots))),
)
const statusesOf = prepared((read: Selects) =>
  read
    .select()
    .from(registrations)
    .where(and(inArray(registrations.householdId, slots), isNull(registrations.supersededAt))),
)
const monitoringsOf = prepared((read: Selects) =>
  read
    .select()
    .from(monitorings)
    .where(and(inArray(monitorings.householdId, slots), isNull(monitorings.supersededAt))),
)

/** Loads what is believed of all days about these people and households of a county, at most `mostAtOnce` of each. */
export async function loadRegisterRecords(
  read: Selects,
  site: Pick<Site, 'keys'>,
  { idNumbers, householdNumbers, countyCode }: { idNumbers: readonly string[]; householdNumbers: readonly string[]; countyCode: string },
): Promise<RegisterRecords> {
  if (idNumbers.length > maxAtOnce || householdNumbers.length > maxAtOnce) throw new Error(`At most ${maxAtOnce} at once.`)
  const found: RegisterRecords = { persons: new Map(), households: new Map() }
  if (idNumbers.length > 0) {
    const numberOf = new Map(idNumbers.map((number) => [site.keys.fingerprint(number), number]))
    const byId = new Map<string, PersonRecord>()
    for (const row of await personsByFingerprint(read).execute(padToSize([...numberOf.keys()]))) {
      const record: PersonRecord = {
        personId: row.id,
        name: row.name,
        variants: [],
        phoneFingerprint: row.phoneFingerprint,
        regionCode: row.regionCode,
        residences: [],
        memberships: [],
      }
      found.persons.set(present(numberOf.get(row.idNumberFingerprint ?? ''), 'number with this fingerprint'), record)
      byId.set(row.id, record)
    }
    if (byId.size > 0) {
      const ids = padToSize([...byId.keys()])
      for (const { personId, name } of await variantsOf(read).execute(ids)) present(byId.get(personId), 'person found').variants.push(name)
      for (const { spell, ...household } of await homesOf(read).execute(ids))
        present(byId.get(spell.personId), 'person found').memberships.push({ ...spell, ...household })
      for (const spell of await residencesOf(read).execute(ids)) present(byId.get(spell.subjectId), 'person found').residences.push(spell)
      // Subjects that never moved have no spells: they always lived there.
      for (const { residences: lived, regionCode } of byId.values())
        if (lived.length === 0) lived.push({ regionCode, from: earliestDay, to: null })
    }
  }
  const numbers = [...new Set(householdNumbers)]
  if (numbers.length === 0) return found
  const householdById = new Map<string, HouseholdRecord>()
  for (const { id, number, regionCode } of await householdsByNumber(read).execute({ county: countyCode, ...padToSize(numbers) })) {
    const record: HouseholdRecord = { householdId: id, number, regionCode, registrations: [], monitorings: [] }
    found.households.set(number, record)
    householdById.set(id, record)
  }
  if (householdById.size === 0) return found
  const ids = padToSize([...householdById.keys()])
  for (const spell of await statusesOf(read).execute(ids))
    present(householdById.get(spell.householdId), 'household found').registrations.push(spell)
  for (const spell of await monitoringsOf(read).execute(ids))
    present(householdById.get(spell.householdId), 'household found').monitorings.push(spell)
  return found
}
