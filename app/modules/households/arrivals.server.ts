// People on their way in. What a long roster brings is laid down out of everybody's sight first, piece by piece, and then
// taken over in one transaction that only copies rows: others who write wait a second or two, not as long as it takes to
// seal and judge a hundred thousand.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, eq, gt, lte, max, min, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { inserterOf } from '#db/many.ts'
import { arrivingHouseholds, arrivingMemberships, arrivingMonitorings, arrivingPersons, arrivingRegistrations, households, memberships, monitorings, persons, registrations } from '#db/schema/households.ts'
import { sealPlace } from '#db/sealed.ts'
import type { NewPerson } from './commands.server.ts'
import type { Monitoring, Status } from './words.ts'

type Arriving<T extends { $inferInsert: object }> = Omit<T['$inferInsert'], 'place' | 'arrivalId'>

/** What comes in together, table by table. */
export interface Arrivals {
  persons: Arriving<typeof arrivingPersons>[]
  households: Arriving<typeof arrivingHouseholds>[]
  memberships: Arriving<typeof arrivingMemberships>[]
  registrations: Arriving<typeof arrivingRegistrations>[]
  monitorings: Arriving<typeof arrivingMonitorings>[]
}

export const noArrivals = (): Arrivals => ({ persons: [], households: [], memberships: [], registrations: [], monitorings: [] })

/** Adds a person who is not known yet, in a household from a day on. Gives the id. */
export function addArrivingPerson(arrivals: Arrivals, site: Pick<Site, 'keys'>, { idNumber, phone, ...person }: NewPerson, home: { householdId: string; relation: string; from: string } | null): string {
  const { seal, fingerprint } = site.keys
  const id = newId()
  arrivals.persons.push({ id, ...person, idNumberSealed: seal(idNumber, sealPlace.idNumberOfPerson(id)), idNumberFingerprint: fingerprint(idNumber), phoneSealed: phone && seal(phone, sealPlace.phoneOfPerson(id)), phoneFingerprint: phone && fingerprint(phone) })
  if (home) arrivals.memberships.push({ id: newId(), personId: id, ...home })
  return id
}

/** Adds a household that is not known yet. Gives the id. */
export function addArrivingHousehold(arrivals: Arrivals, { number, regionCode }: { number: string; regionCode: string }): string {
  const id = newId()
  arrivals.households.push({ id, number, countyCode: regionCode.slice(0, 6), regionCode })
  return id
}

/** Adds what holds of an arriving household from a day on. */
export const addArrivingStatus = (arrivals: Arrivals, spell: { householdId: string; status: Status; from: string }) => void arrivals.registrations.push({ id: newId(), ...spell })
export const addArrivingMonitoring = (arrivals: Arrivals, spell: { householdId: string; kind: Monitoring; from: string }) => void arrivals.monitorings.push({ id: newId(), ...spell })

const tables = { persons: arrivingPersons, households: arrivingHouseholds, memberships: arrivingMemberships, registrations: arrivingRegistrations, monitorings: arrivingMonitorings } as const
const inserters = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, inserterOf(table as SQLiteTable)]))

/** Lays arrivals down, where only `admitArrivals` finds them. */
export async function layDown(tx: Tx, arrivalId: string, arrivals: Arrivals) {
  for (const [name, rows] of Object.entries(arrivals) as [string, object[]][]) await inserters[name]!(tx, rows.map((row) => ({ ...row, arrivalId })))
}

/** The register has moved on since the arrivals were judged: one of them is in it already, or they are not all there. */
export class Overtaken extends Error {}

/** How many rows are copied before others get a turn to read. */
const copiedAtOnce = 5_000

/**
 * Takes over all that was laid down: all of it or, with the transaction, nothing. Throws `Overtaken` where somebody
 * else brought one of these people or households in meanwhile.
 */
export async function admitArrivals(tx: Tx, arrivalId: string, expected: { persons: number; households: number }) {
  const mine = (table: (typeof tables)[keyof typeof tables]) => eq(table.arrivalId, arrivalId)
  const there = { persons: await tx.$count(arrivingPersons, mine(arrivingPersons)), households: await tx.$count(arrivingHouseholds, mine(arrivingHouseholds)) }
  if (there.persons !== expected.persons || there.households !== expected.households) throw new Overtaken()

  const knownAt = sql<Date>`${tx.at.getTime()}`.as('known_at')
  const supersededAt = sql<Date | null>`null`.as('superseded_at')
  const to = sql<string | null>`null`.as('to_day')

  await inPieces(tx, arrivingHouseholds, arrivalId, async (piece) => {
    const a = arrivingHouseholds
    const clash = await tx.select({ id: households.id }).from(a).innerJoin(households, and(eq(households.countyCode, a.countyCode), eq(households.number, a.number))).where(piece).limit(1)
    if (clash.length > 0) throw new Overtaken()
    await tx.insert(households).select(tx.select({ id: a.id, number: a.number, countyCode: a.countyCode, regionCode: a.regionCode, knownAt }).from(a).where(piece).orderBy(a.place))
  })
  await inPieces(tx, arrivingPersons, arrivalId, async (piece) => {
    const a = arrivingPersons
    const clash = await tx.select({ id: persons.id }).from(a).innerJoin(persons, eq(persons.idNumberFingerprint, a.idNumberFingerprint)).where(piece).limit(1)
    if (clash.length > 0) throw new Overtaken()
    const { id, name, sex, birthday, idNumberSealed, idNumberFingerprint, phoneSealed, phoneFingerprint, regionCode } = a
    await tx.insert(persons).select(tx.select({ id, name, sex, birthday, idNumberSealed, idNumberFingerprint, phoneSealed, phoneFingerprint, regionCode, knownAt }).from(a).where(piece).orderBy(a.place))
  })
  await inPieces(tx, arrivingMemberships, arrivalId, async (piece) => {
    const { id, from, personId, householdId, relation, place } = arrivingMemberships
    await tx.insert(memberships).select(tx.select({ id, from, to, knownAt, supersededAt, personId, householdId, relation }).from(arrivingMemberships).where(piece).orderBy(place))
  })
  await inPieces(tx, arrivingRegistrations, arrivalId, async (piece) => {
    const { id, from, householdId, status, place } = arrivingRegistrations
    await tx.insert(registrations).select(tx.select({ id, from, to, knownAt, supersededAt, householdId, status }).from(arrivingRegistrations).where(piece).orderBy(place))
  })
  await inPieces(tx, arrivingMonitorings, arrivalId, async (piece) => {
    const { id, from, householdId, kind, place } = arrivingMonitorings
    await tx.insert(monitorings).select(tx.select({ id, from, to, knownAt, supersededAt, householdId, kind }).from(arrivingMonitorings).where(piece).orderBy(place))
  })
}

type ArrivingTable = (typeof tables)[keyof typeof tables]

/** Goes through what was laid down under an id, some thousands at a time, letting others read between. */
async function inPieces(tx: Tx, table: ArrivingTable, arrivalId: string, each: (piece: ReturnType<typeof and>) => Promise<void>) {
  const mine = eq(table.arrivalId, arrivalId)
  const [range] = await tx.select({ first: min(table.place), last: max(table.place) }).from(table).where(mine)
  if (range?.first == null || range.last == null) return
  for (let after = range.first - 1; after < range.last; after += copiedAtOnce) {
    await each(and(mine, gt(table.place, after), lte(table.place, after + copiedAtOnce)))
    await nextTurn()
  }
}

/** Clears away what was laid down under an id, in short writes; without an id, all that was left lying when the server was stopped. */
export async function forgetArrivals(site: Pick<Site, 'read' | 'write'>, arrivalId: string | null) {
  for (const table of Object.values(tables)) {
    const these = arrivalId === null ? undefined : eq(table.arrivalId, arrivalId)
    const [range] = await site.read.select({ first: min(table.place), last: max(table.place) }).from(table).where(these)
    if (range?.first == null || range.last == null) continue
    for (let after = range.first - 1; after < range.last; after += copiedAtOnce) {
      await site.write('system', 'forget arrivals', (tx) => Promise.resolve(tx.delete(table).where(and(these, gt(table.place, after), lte(table.place, after + copiedAtOnce)))))
    }
  }
}
