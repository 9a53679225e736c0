// The stage of a person on a day as it was known at a moment, counted once more: plain loops over the rows, without any code of the product
// but the calendar.
import { addMonths, toDay } from '#app/calendar.ts'
import type { Site } from '#app/site.ts'
import { accounts } from '#db/schema/accounts.ts'
import { certificates } from '#db/schema/certificates.ts'
import { cohorts, completions, enrolments } from '#db/schema/cohorts.ts'
import { households, memberships, persons, registrations, residences } from '#db/schema/households.ts'
import { pairings } from '#db/schema/pairings.ts'
import { shopResults } from '#db/schema/shop-files.ts'
import { shopPeople, shops } from '#db/schema/shops.ts'
import { workflowEvents } from '#db/schema/workflow.ts'

const order = ['identified', 'enrolled', 'training', 'completed', 'certified', 'mentored', 'operating', 'sustained'] as const

export async function readAllRows({ read }: Pick<Site, 'read'>) {
  return {
    accounts: await read.select().from(accounts),
    certificates: await read.select().from(certificates),
    cohorts: await read.select().from(cohorts),
    completions: await read.select().from(completions),
    enrolments: await read.select().from(enrolments),
    households: await read.select().from(households),
    memberships: await read.select().from(memberships),
    persons: await read.select().from(persons),
    registrations: await read.select().from(registrations),
    residences: await read.select().from(residences),
    pairings: await read.select().from(pairings),
    months: await read.select().from(shopResults),
    people: await read.select().from(shopPeople),
    shops: await read.select().from(shops),
    events: (await read.select().from(workflowEvents)).sort((one, other) => one.version - other.version),
  }
}
export type Rows = Awaited<ReturnType<typeof readAllRows>>

export interface Replayed {
  stage: (typeof order)[number]
  region: string
  status: string
  tiers: Set<string>
  done: Set<string>
}

const isBelieved = (row: { knownAt: Date; supersededAt: Date | null }, moment: Date) =>
  row.knownAt <= moment && (row.supersededAt === null || row.supersededAt > moment)
const holds = (row: { from: string; to: string | null }, day: string) => row.from <= day && (row.to === null || day < row.to)

/** The state in which a life cycle stood at the end of a day, by the events that were known at a moment. */
function stateOn(rows: Rows, id: string, day: string, moment: Date): string | null {
  let state: string | null = null
  for (const event of rows.events) if (event.workflowId === id && event.at <= moment && toDay(event.at) <= day) state = event.to
  return state
}

function isMentored(rows: Rows, personId: string, day: string, moment: Date): boolean {
  for (const certificate of rows.certificates) {
    if (certificate.personId !== personId || stateOn(rows, certificate.id, day, moment) === 'revoked') continue
    for (const work of rows.people) {
      if (work.certificateId !== certificate.id || work.addedAt > moment || toDay(work.addedAt) > day) continue
      if (work.removedAt !== null && work.removedAt <= moment && toDay(work.removedAt) <= day) continue
      for (const pairing of rows.pairings) {
        if (pairing.westShopId !== work.shopId) continue
        const state = stateOn(rows, pairing.id, day, moment) ?? ''
        if (/^(alive|paused|evaluating)/.test(state)) return true
        const ended = rows.events.find((event) => event.workflowId === pairing.id && event.to === 'completed')
        if (state === 'completed' && ended && work.addedAt <= ended.at) return true
      }
    }
  }
  return false
}

/** The months in which she sold something, as far as it was known. */
function monthsSold(rows: Rows, personId: string, moment: Date): Set<string> {
  const months = new Set<string>()
  for (const result of rows.months) {
    if (result.sales <= 0 || !isBelieved(result, moment)) continue
    const owner = rows.shops.find((shop) => shop.id === result.shopId)!.ownerAccountId
    if (rows.accounts.find((account) => account.id === owner)!.personId === personId) months.add(result.month)
    for (const work of rows.people) {
      if (work.shopId !== result.shopId || work.addedAt > moment) continue
      if (rows.certificates.find((one) => one.id === work.certificateId)!.personId !== personId) continue
      const isThere =
        result.month >= toDay(work.addedAt).slice(0, 7) && (work.removedAt === null || result.month <= toDay(work.removedAt).slice(0, 7))
      if (isThere) months.add(result.month)
    }
  }
  return months
}

function rankOn(rows: Rows, personId: string, day: string, moment: Date): number {
  let rank = 0
  const reach = (least: number) => void (rank = Math.max(rank, least))
  for (const enrolment of rows.enrolments) {
    if (enrolment.personId !== personId) continue
    const state = stateOn(rows, enrolment.id, day, moment)
    if (state === 'enrolled') reach(1)
    if (state === 'studying' || state === 'notSitting' || state === 'completed') reach(2)
  }
  for (const completion of rows.completions)
    if (completion.personId === personId && isBelieved(completion, moment) && completion.day <= day) reach(3)
  for (const certificate of rows.certificates) {
    if (certificate.personId !== personId || certificate.issuedAt > moment || certificate.issuedOn > day) continue
    if (stateOn(rows, certificate.id, day, moment) === 'valid') reach(4)
  }
  if (isMentored(rows, personId, day, moment)) reach(5)
  const sold = monthsSold(rows, personId, moment)
  const month = day.slice(0, 7)
  for (let back = 0; back < 6; back++) if (sold.has(addMonths(month, -back))) reach(6)
  let whole = 0
  for (let back = 1; back <= 6; back++) if (sold.has(addMonths(month, -back))) whole += 1
  if (whole >= 3 && (sold.has(addMonths(month, -1)) || sold.has(addMonths(month, -2)))) reach(7)
  return rank
}

/** Days on which a fact of her can have begun. */
function* beginnings(rows: Rows, personId: string): Generator<string> {
  for (const one of rows.enrolments)
    if (one.personId === personId) for (const event of rows.events) if (event.workflowId === one.id) yield toDay(event.at)
  for (const one of rows.completions) if (one.personId === personId) yield one.day
  for (const one of rows.certificates) if (one.personId === personId) yield one.issuedOn
  for (const one of rows.people) yield toDay(one.addedAt)
  for (const one of rows.pairings) for (const event of rows.events) if (event.workflowId === one.id) yield toDay(event.at)
  for (const one of rows.months) yield `${one.month}-01`
}

/** What was true of a person on a day, as known at a moment; null if she was not in the register. */
export function replay(rows: Rows, personId: string, day: string, moment: Date): Replayed | null {
  const person = rows.persons.find((one) => one.id === personId)!
  if (person.knownAt > moment) return null
  const wasThere =
    day >= toDay(person.knownAt) ||
    [...beginnings(rows, personId)].some((first) => first <= day && rankOn(rows, personId, first, moment) > 0)
  if (!wasThere) return null
  const home = rows.memberships.find((one) => one.personId === personId && isBelieved(one, moment) && holds(one, day))
  const lived = rows.residences.find(
    (one) => one.subjectId === (home?.householdId ?? personId) && isBelieved(one, moment) && holds(one, day),
  )
  const registration = rows.registrations.find(
    (one) => home && one.householdId === home.householdId && isBelieved(one, moment) && holds(one, day),
  )
  const tierOf = (cohortId: string) => rows.cohorts.find((one) => one.id === cohortId)!.tier
  return {
    stage: order[rankOn(rows, personId, day, moment)]!,
    region: lived?.regionCode ?? rows.households.find((one) => one.id === home?.householdId)?.regionCode ?? person.regionCode,
    status: registration?.status ?? 'none',
    tiers: new Set(
      rows.enrolments
        .filter((one) => one.personId === personId && one.enrolledAt <= moment && toDay(one.enrolledAt) <= day)
        .map((one) => tierOf(one.cohortId)),
    ),
    done: new Set(
      rows.completions
        .filter((one) => one.personId === personId && isBelieved(one, moment) && one.day <= day)
        .map((one) => tierOf(one.cohortId)),
    ),
  }
}
