// The register, many people at a time: what stands about them, and setting new ones down.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Reader, Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { prepared } from '#db/prepared.ts'
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

type Selects = Pick<Reader, 'select' | 'connection'>

/** Queries for so many values at a time are built once; missing values are filled up with one that nothing has. */
export const mostAtOnce = 250
const slots = Array.from({ length: mostAtOnce }, (_, place) => sql.placeholder(`v${place}`))
const filled = (values: readonly string[]) => Object.fromEntries(slots.map((_, place) => [`v${place}`, values[place] ?? '']))

const personsByFingerprint = prepared((read: Selects) => read.select().from(persons).where(inArray(persons.idNumberFingerprint, slots)).prepare())
const variantsOf = prepared((read: Selects) => read.select().from(nameVariants).where(inArray(nameVariants.personId, slots)).prepare())
const homesOf = prepared((read: Selects) =>
  read
    .select({ spell: memberships, number: households.number })
    .from(memberships)
    .innerJoin(households, eq(households.id, memberships.householdId))
    .where(and(inArray(memberships.personId, slots), isNull(memberships.to), isNull(memberships.supersededAt)))
    .prepare(),
)
const householdsByNumber = prepared((read: Selects) =>
  read
    .select({ id: households.id, number: households.number })
    .from(households)
    .where(and(eq(households.countyCode, sql.placeholder('county')), inArray(households.number, slots)))
    .prepare(),
)
const statusesOf = prepared((read: Selects) =>
  read
    .select()
    .from(registrations)
    .where(and(inArray(registrations.householdId, slots), isNull(registrations.to), isNull(registrations.supersededAt)))
    .prepare(),
)

/** What is believed now about these people and households of a county, at most `mostAtOnce` of each. */
export async function standingsOf(read: Selects, site: Pick<Site, 'keys'>, { idNumbers, householdNumbers, countyCode }: { idNumbers: readonly string[]; householdNumbers: readonly string[]; countyCode: string }): Promise<Standings> {
  if (idNumbers.length > mostAtOnce || householdNumbers.length > mostAtOnce) throw new Error(`At most ${mostAtOnce} at once.`)
  const found: Standings = { persons: new Map(), households: new Map() }
  if (idNumbers.length > 0) {
    const numberOf = new Map(idNumbers.map((number) => [site.keys.fingerprint(number), number]))
    const byId = new Map<string, StandingPerson>()
    for (const row of await personsByFingerprint(read).execute(filled([...numberOf.keys()]))) {
      const standing: StandingPerson = { personId: row.id, name: row.name, variants: [], phoneFingerprint: row.phoneFingerprint, regionCode: row.regionCode, household: null }
      found.persons.set(numberOf.get(row.idNumberFingerprint!)!, standing)
      byId.set(row.id, standing)
    }
    if (byId.size > 0) {
      const ids = filled([...byId.keys()])
      for (const { personId, name } of await variantsOf(read).execute(ids)) byId.get(personId)!.variants.push(name)
      for (const { spell, number } of await homesOf(read).execute(ids)) byId.get(spell.personId)!.household = { id: spell.householdId, number, relation: spell.relation, from: spell.from }
    }
  }
  const numbers = [...new Set(householdNumbers)]
  if (numbers.length === 0) return found
  const householdById = new Map<string, StandingHousehold>()
  for (const { id, number } of await householdsByNumber(read).execute({ county: countyCode, ...filled(numbers) })) {
    const standing: StandingHousehold = { householdId: id, number, status: null, statusFrom: null }
    found.households.set(number, standing)
    householdById.set(id, standing)
  }
  if (householdById.size === 0) return found
  for (const row of await statusesOf(read).execute(filled([...householdById.keys()]))) Object.assign(householdById.get(row.householdId)!, { status: row.status, statusFrom: row.from })
  return found
}

export interface NewMember extends NewPerson {
  household: { id: string; relation: string } | null
}

const at = sql.placeholder
type Inserts = Pick<Tx, 'insert' | 'connection'>
const insertPerson = prepared((tx: Inserts) =>
  tx
    .insert(persons)
    .values({ id: at('id'), name: at('name'), sex: at('sex'), birthday: at('birthday'), idNumberSealed: at('idNumberSealed'), idNumberFingerprint: at('idNumberFingerprint'), phoneSealed: at('phoneSealed'), phoneFingerprint: at('phoneFingerprint'), regionCode: at('regionCode'), knownAt: at('knownAt') })
    .prepare(),
)
const insertMembership = prepared((tx: Inserts) => tx.insert(memberships).values({ id: at('id'), personId: at('personId'), householdId: at('householdId'), relation: at('relation'), from: at('from'), knownAt: at('knownAt') }).prepare())
const insertHousehold = prepared((tx: Inserts) => tx.insert(households).values({ id: at('id'), number: at('number'), countyCode: at('countyCode'), regionCode: at('regionCode'), knownAt: at('knownAt') }).prepare())
const insertRegistration = prepared((tx: Inserts) => tx.insert(registrations).values({ id: at('id'), householdId: at('householdId'), status: at('status'), from: at('from'), knownAt: at('knownAt') }).prepare())

/** Sets people down who are not known yet, each in the household as of the day. Gives their ids, in order. */
export async function addPersons(tx: Tx, site: Pick<Site, 'keys'>, people: readonly NewMember[], day: string): Promise<string[]> {
  const { seal, fingerprint } = site.keys
  const ids: string[] = []
  for (const { household, idNumber, phone, ...person } of people) {
    const id = newId()
    ids.push(id)
    await insertPerson(tx).execute({
      id,
      ...person,
      idNumberSealed: seal(idNumber),
      idNumberFingerprint: fingerprint(idNumber),
      phoneSealed: phone && seal(phone),
      phoneFingerprint: phone && fingerprint(phone),
      knownAt: tx.at,
    })
    if (household) await insertMembership(tx).execute({ id: newId(), personId: id, householdId: household.id, relation: household.relation, from: day, knownAt: tx.at })
  }
  return ids
}

/** Sets households down that are not known yet, each with its status as of the day. Gives their ids, in order. */
export async function addHouseholds(tx: Tx, added: readonly { number: string; regionCode: string; status: Status | null }[], day: string): Promise<string[]> {
  const ids: string[] = []
  for (const { number, regionCode, status } of added) {
    const id = newId()
    ids.push(id)
    await insertHousehold(tx).execute({ id, number, countyCode: regionCode.slice(0, 6), regionCode, knownAt: tx.at })
    if (status) await insertRegistration(tx).execute({ id: newId(), householdId: id, status, from: day, knownAt: tx.at })
  }
  return ids
}
