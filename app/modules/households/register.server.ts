// The register, many people at a time: what stands about them, and setting new ones down.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Reader, Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { households, memberships, nameVariants, persons, registrations } from '#db/schema/households.ts'
import type { NewPerson } from './commands.server.ts'
import type { Status } from './words.ts'

export interface StandingHousehold {
  householdId: string
  number: string
  /** null where the register knows no status. */
  status: Status | null
  statusFrom: string | null
}

export interface StandingPerson {
  personId: string
  name: string
  variants: string[]
  phoneFingerprint: string | null
  regionCode: string
  household: { id: string; number: string; relation: string; from: string } | null
}

export interface Standings {
  /** By ID number. */
  persons: Map<string, StandingPerson>
  /** By household number. */
  households: Map<string, StandingHousehold>
}

type Selects = Pick<Reader, 'select'>
const where = <T>(values: readonly T[], ask: (values: T[]) => Promise<void>) => (values.length > 0 ? ask([...values]) : Promise.resolve())

/** What is believed now about these people and households of a county. */
export async function standingsOf(read: Selects, site: Pick<Site, 'keys'>, { idNumbers, householdNumbers, countyCode }: { idNumbers: readonly string[]; householdNumbers: readonly string[]; countyCode: string }): Promise<Standings> {
  const numberOf = new Map(idNumbers.map((number) => [site.keys.fingerprint(number), number]))
  const found: Standings = { persons: new Map(), households: new Map() }
  const byId = new Map<string, StandingPerson>()
  await where([...numberOf.keys()], async (fingerprints) => {
    for (const row of await read.select().from(persons).where(inArray(persons.idNumberFingerprint, fingerprints))) {
      const standing: StandingPerson = { personId: row.id, name: row.name, variants: [], phoneFingerprint: row.phoneFingerprint, regionCode: row.regionCode, household: null }
      found.persons.set(numberOf.get(row.idNumberFingerprint!)!, standing)
      byId.set(row.id, standing)
    }
  })
  await where([...byId.keys()], async (ids) => {
    for (const { personId, name } of await read.select().from(nameVariants).where(inArray(nameVariants.personId, ids))) byId.get(personId)!.variants.push(name)
    const homes = await read
      .select({ spell: memberships, number: households.number })
      .from(memberships)
      .innerJoin(households, eq(households.id, memberships.householdId))
      .where(and(inArray(memberships.personId, ids), isNull(memberships.to), isNull(memberships.supersededAt)))
    for (const { spell, number } of homes) byId.get(spell.personId)!.household = { id: spell.householdId, number, relation: spell.relation, from: spell.from }
  })
  const householdById = new Map<string, StandingHousehold>()
  await where([...new Set(householdNumbers)], async (numbers) => {
    for (const { id, number } of await read.select({ id: households.id, number: households.number }).from(households).where(and(eq(households.countyCode, countyCode), inArray(households.number, numbers)))) {
      const standing: StandingHousehold = { householdId: id, number, status: null, statusFrom: null }
      found.households.set(number, standing)
      householdById.set(id, standing)
    }
  })
  await where([...householdById.keys()], async (ids) => {
    const rows = await read.select().from(registrations).where(and(inArray(registrations.householdId, ids), isNull(registrations.to), isNull(registrations.supersededAt)))
    for (const row of rows) Object.assign(householdById.get(row.householdId)!, { status: row.status, statusFrom: row.from })
  })
  return found
}

export interface NewMember extends NewPerson {
  household: { id: string; relation: string } | null
}

/** Sets many people down at once who are not known yet, each in the household as of the day. Gives their ids, in order. */
export async function addPersons(tx: Tx, site: Pick<Site, 'keys'>, people: readonly NewMember[], day: string): Promise<string[]> {
  if (people.length === 0) return []
  const { seal, fingerprint } = site.keys
  const ids = people.map(() => newId())
  await tx.insert(persons).values(
    people.map(({ household: _, idNumber, phone, ...person }, place) => ({
      id: ids[place]!,
      ...person,
      idNumberSealed: seal(idNumber),
      idNumberFingerprint: fingerprint(idNumber),
      phoneSealed: phone && seal(phone),
      phoneFingerprint: phone && fingerprint(phone),
      knownAt: tx.at,
    })),
  )
  const members = people.flatMap(({ household }, place) => (household ? [{ id: newId(), personId: ids[place]!, householdId: household.id, relation: household.relation, from: day, to: null, knownAt: tx.at }] : []))
  if (members.length > 0) await tx.insert(memberships).values(members)
  return ids
}

/** Sets many households down at once that are not known yet, each with its status as of the day. Gives their ids, in order. */
export async function addHouseholds(tx: Tx, added: readonly { number: string; regionCode: string; status: Status | null }[], day: string): Promise<string[]> {
  if (added.length === 0) return []
  const ids = added.map(() => newId())
  await tx.insert(households).values(added.map(({ number, regionCode }, place) => ({ id: ids[place]!, number, countyCode: regionCode.slice(0, 6), regionCode, knownAt: tx.at })))
  const spells = added.flatMap(({ status }, place) => (status ? [{ id: newId(), householdId: ids[place]!, status, from: day, to: null, knownAt: tx.at }] : []))
  if (spells.length > 0) await tx.insert(registrations).values(spells)
  return ids
}
