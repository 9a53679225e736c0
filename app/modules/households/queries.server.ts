// Queries of the register: people, households, and what was true of them from when to when.
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { maskBirthday, maskIdNumber, maskPhone } from '#app/masks.ts'
import { liesIn } from '#app/access/region-codes.ts'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { type Place, listPlaces } from '#app/modules/regions/regions.server.ts'
import { firstPage, type Position, type PageLinks } from '#app/paging.ts'
import { forbidden, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import {
  corrections,
  households,
  disclosures,
  memberships,
  monitorings,
  nameVariants,
  persons,
  registrations,
  residences,
} from '#db/schema/households.ts'
import { sealPlace } from '#db/sealed.ts'
import { accounts } from '#db/views/accounts.ts'
import { cohorts, completions } from '#db/views/cohorts.ts'
import { maskedFields } from './commands.server.ts'
import { canMendPerson, listPersonCorrections } from './mend-person.server.ts'
import { canCorrectHousehold, canUnmask, householdsVisibleTo, personsVisibleTo } from './policy.ts'
import { listEverybody, findPeople, type PeopleFilter } from './search.server.ts'

const pageSize = 50

export interface ListedPerson {
  id: string
  name: string
  sex: 'female' | 'male'
  regionCode: string
  idNumber: string
  householdId: string | null
  householdNumber: string | null
}

const maskSealed = (site: Pick<Site, 'keys'>, sealed: string | null, place: string, mask: (plain: string) => string) =>
  sealed ? mask(site.keys.open(sealed, place)) : '没有登记'

export interface PeopleList {
  rows: ListedPerson[]
  /** How many there are. */
  count: number
  /** False if there are more than were counted. */
  isCounted: boolean
  /** Whether they can be sorted: not what a search finds beyond what is counted. */
  isSortable: boolean
  turns: PageLinks
  /** How many persons cannot be found by part of a name yet; usually 0. */
  waiting: number
}

export interface PeopleAsked {
  search?: string
  position?: Position
  filter?: PeopleFilter
  /** How many at once. */
  size?: number
}

/**
 * Lists people whom the viewer may see, a page at a time: everybody, or those found by part of a name in any spelling, by initials, by a
 * whole household number, ID number or phone, by the end of an ID number, the end or beginning of a phone, or by township or village.
 */
export async function listPersons(
  site: Pick<Site, 'read' | 'keys' | 'now' | 'programme'>,
  viewer: Viewer,
  { search = '', position = firstPage, filter = {}, size = pageSize }: PeopleAsked = {},
): Promise<PeopleList> {
  const found = search.trim()
    ? await findPeople(site, viewer, { search, position, size, order: filter })
    : { ...(await listEverybody(site.read, viewer, { position, size, filter })), waiting: 0 }
  const { ids, ...about } = found
  return { ...about, rows: await toListedPersons(site, viewer, ids) }
}

/** Lists the first few people that match, for a search box on any page, and whether there are more. */
export async function searchPeople(
  site: Pick<Site, 'read' | 'keys' | 'now' | 'programme'>,
  viewer: Viewer,
  { search, most = 10 }: { search: string; most?: number },
): Promise<{ rows: ListedPerson[]; isAll: boolean }> {
  if (!search.trim()) return { rows: [], isAll: true }
  const { ids, count } = await findPeople(site, viewer, { search, position: firstPage, size: most })
  return { rows: await toListedPersons(site, viewer, ids.slice(0, most)), isAll: count <= most }
}

/** Returns the list rows of these people, in this order. */
export async function toListedPersons(site: Pick<Site, 'read' | 'keys'>, viewer: Viewer, ids: readonly string[]): Promise<ListedPerson[]> {
  if (ids.length === 0) return []
  const isHomeNow = and(eq(memberships.personId, persons.id), isNull(memberships.to), isNull(memberships.supersededAt))
  const rows = await site.read
    .select({ person: persons, householdId: households.id, householdNumber: households.number })
    .from(persons)
    .leftJoin(memberships, isHomeNow)
    .leftJoin(households, eq(households.id, memberships.householdId))
    .where(and(inValues(persons.id, [...ids]), personsVisibleTo(viewer)))
  const lines = new Map(
    rows.map(({ person, householdId, householdNumber }) => [
      person.id,
      {
        id: person.id,
        name: person.name,
        sex: person.sex,
        regionCode: person.regionCode,
        idNumber: maskSealed(site, person.idNumberSealed, sealPlace.idNumberOfPerson(person.id), maskIdNumber),
        householdId,
        householdNumber,
      },
    ]),
  )
  return ids.flatMap((id) => lines.get(id) ?? [])
}

/** Whether there is such a person in the viewer's reach. */
export const isInReach = async (site: Pick<Site, 'read'>, viewer: Viewer, personId: string) =>
  (await site.read.$count(persons, and(eq(persons.id, personId), personsVisibleTo(viewer)))) > 0

/** Returns a person with all that the register knows, sensitive numbers masked. Throws 404. */
export async function readPerson(site: Pick<Site, 'read' | 'keys'>, viewer: Viewer, personId: string) {
  const [person] = await site.read
    .select()
    .from(persons)
    .where(and(eq(persons.id, personId), personsVisibleTo(viewer)))
  if (!person) throw notFound('这个人')
  const variants = await site.read.select({ name: nameVariants.name }).from(nameVariants).where(eq(nameVariants.personId, personId))
  const homes = await site.read
    .select({ spell: memberships, number: households.number, regionCode: households.regionCode })
    .from(memberships)
    .innerJoin(households, eq(households.id, memberships.householdId))
    .where(eq(memberships.personId, personId))
    .orderBy(asc(memberships.from), asc(memberships.knownAt))
  const home = homes.find(({ spell }) => spell.to === null && spell.supersededAt === null) ?? null
  const completed = await site.read
    .select({ day: completions.day, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn, cohortId: cohorts.id })
    .from(completions)
    .innerJoin(cohorts, eq(cohorts.id, completions.cohortId))
    .where(and(eq(completions.personId, personId), isNull(completions.supersededAt)))
    .orderBy(asc(completions.day))
  return {
    id: person.id,
    name: person.name,
    variants: variants.map(({ name }) => name),
    sex: person.sex,
    birthYear: maskBirthday(person.birthday),
    regionCode: person.regionCode,
    idNumber: maskSealed(site, person.idNumberSealed, sealPlace.idNumberOfPerson(person.id), maskIdNumber),
    phone: maskSealed(site, person.phoneSealed, sealPlace.phoneOfPerson(person.id), maskPhone),
    canUnmask: canUnmask(viewer, person),
    homes: homes.map(({ spell, number }) => ({ ...spell, number })),
    hasHousehold: home !== null,
    residences: await listResidences(site, personId),
    completed,
    looks: await listDisclosures(site, personId),
    corrections: await listPersonCorrections(site.read, personId),
    canMend: canMendPerson(viewer, person, home),
  }
}

export type PersonView = Awaited<ReturnType<typeof readPerson>>

/** Returns what the page that mends a person shows. Throws 404, or 403 if the person is not the viewer's to mend. */
export async function readPersonToMend(site: Pick<Site, 'read' | 'keys'>, viewer: Viewer, personId: string) {
  const { id, name, phone, idNumber, regionCode, homes, canMend } = await readPerson(site, viewer, personId)
  if (!canMend) throw forbidden('这个人的资料不归您更正。请联系县级管理员。')
  const home = homes.find(({ to, supersededAt }) => to === null && supersededAt === null)
  return {
    id,
    name,
    phone,
    idNumber,
    regionCode,
    home: home ? { householdId: home.householdId, number: home.number, relation: home.relation } : null,
  }
}

/** Lists the residences of a household or person as spells; none if they never moved. */
const listResidences = (site: Pick<Site, 'read'>, subjectId: string) =>
  site.read.select().from(residences).where(eq(residences.subjectId, subjectId)).orderBy(asc(residences.from), asc(residences.knownAt))

/** Lists the townships of a county, with their villages, that the viewer may choose as a household's place. */
export const listCorrectionPlaces = (viewer: Viewer, { countyCode }: { countyCode: string }, day: string): Place[] =>
  listPlaces(countyCode, day).filter(({ code }) => canCorrectHousehold(viewer, { regionCode: code }))

/** Lists the townships of the county whose people are trained, with their villages, as far as the viewer sees the register. */
export const listVisiblePlaces = (viewer: Viewer, { programme }: Pick<Site, 'programme'>, day: string): Place[] => {
  const { everything, regions } = getReach(viewer, 'households.see')
  const meets = (code: string) => everything || regions.some((region) => liesIn(code, region) || liesIn(region, code))
  return listPlaces(programme.west.county, day).filter(({ code }) => meets(code))
}

/**
 * Returns a household with its places, members, registrations and monitorings as spells, including what is no longer believed. Throws 404.
 */
export async function readHousehold(site: Pick<Site, 'read'>, viewer: Viewer, householdId: string) {
  const [household] = await site.read
    .select()
    .from(households)
    .where(and(eq(households.id, householdId), householdsVisibleTo(viewer)))
  if (!household) throw notFound('这一户')
  const members = await site.read
    .select({ spell: memberships, name: persons.name })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(eq(memberships.householdId, householdId))
    .orderBy(asc(memberships.from), asc(memberships.knownAt))
  return {
    id: household.id,
    number: household.number,
    countyCode: household.countyCode,
    regionCode: household.regionCode,
    residences: await listResidences(site, householdId),
    members: members.map(({ spell, name }) => ({ ...spell, name })),
    registrations: await site.read
      .select()
      .from(registrations)
      .where(eq(registrations.householdId, householdId))
      .orderBy(asc(registrations.from), asc(registrations.knownAt)),
    monitorings: await site.read
      .select()
      .from(monitorings)
      .where(eq(monitorings.householdId, householdId))
      .orderBy(asc(monitorings.from), asc(monitorings.knownAt)),
    corrections: await listCorrections(site, householdId),
    canCorrect: canCorrectHousehold(viewer, household),
  }
}

export type HouseholdView = Awaited<ReturnType<typeof readHousehold>>

export interface Correction {
  id: string
  says: string
  reason: string
  by: string
  at: Date
}

async function listCorrections(site: Pick<Site, 'read'>, householdId: string): Promise<Correction[]> {
  const rows = await site.read
    .select({ correction: corrections, by: accounts.name })
    .from(corrections)
    .leftJoin(accounts, eq(accounts.id, corrections.accountId))
    .where(eq(corrections.householdId, householdId))
    .orderBy(desc(corrections.at), desc(corrections.id))
  return rows.map(({ correction: { id, says, reason, at }, by }) => ({ id, says, reason, by: by ?? '系统操作员', at }))
}

export interface Disclosure {
  id: string
  field: string
  by: string
  reason: string
  at: Date
}

async function listDisclosures(site: Pick<Site, 'read'>, personId: string): Promise<Disclosure[]> {
  const rows = await site.read
    .select({ look: disclosures, by: accounts.name })
    .from(disclosures)
    .leftJoin(accounts, eq(accounts.id, disclosures.accountId))
    .where(eq(disclosures.personId, personId))
    .orderBy(desc(disclosures.at))
  return rows.map(({ look, by }) => ({
    id: look.id,
    field: maskedFields[look.field],
    by: by ?? '系统操作员',
    reason: look.reason,
    at: look.at,
  }))
}

/** Lists who has looked at the viewer's own numbers. */
export const listOwnDisclosures = async (site: Pick<Site, 'read'>, viewer: Viewer): Promise<Disclosure[]> =>
  viewer.personId ? listDisclosures(site, viewer.personId) : []
