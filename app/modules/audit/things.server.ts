// What entries are about: finds things by the ids in an entry's notes, names them, and judges who may see them – by the thing itself, as its
// own domain judges it.
import { eq } from 'drizzle-orm'
import { accountKindOf } from '#app/access/account-kind.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { canSeeCertificate } from '#app/modules/certificates/policy.ts'
import { canSeeCohort, canSeeTrainee } from '#app/modules/cohorts/policy.ts'
import { canSeeCohortResults, canSeeResult } from '#app/modules/exams/policy.ts'
import { canSeeHousehold, canSeePerson } from '#app/modules/households/policy.ts'
import { canSeePairing } from '#app/modules/pairings/policy.ts'
import { canSeeRoster } from '#app/modules/rosters/policy.ts'
import { canCoordinate, canSeeShop } from '#app/modules/shops/policy.ts'
import type { Reader } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { inValues } from '#db/in-values.ts'
import { accounts, grants } from '#db/views/accounts.ts'
import { certificates } from '#db/views/certificates.ts'
import { classSessions, cohorts, enrolments } from '#db/views/cohorts.ts'
import { attempts, exams } from '#db/views/exams.ts'
import { corrections, households, personCorrections, persons } from '#db/views/households.ts'
import { pairingMessages, pairings } from '#db/views/pairings.ts'
import { ratingFacts, ratings } from '#db/views/ratings.ts'
import { rosters } from '#db/views/rosters.ts'
import { pairingRounds } from '#db/views/rounds.ts'
import { shopImports, shopResults, shops, shopsAs } from '#db/views/shops.ts'
import type { SubjectKind } from './audit-query.ts'

export interface ThingKey {
  kind: SubjectKind
  id: string
}

export interface Thing extends ThingKey {
  name: string
  /** What it belongs to: the person and the class of an enrolment. */
  parents: ThingKey[]
  isVisibleTo: (viewer: Viewer) => boolean
}

type Read = Pick<Reader, 'select'>
type Ids = readonly string[]

const key = (kind: SubjectKind, id: string): ThingKey => ({ kind, id })

/** Finds those of the ids that are things of one kind. */
type Find = (read: Read, ids: Ids) => Promise<Thing[]>

const findPersons: Find = async (read, ids) =>
  (await read.select().from(persons).where(inValues(persons.id, ids))).map((one) => ({
    ...key('person', one.id),
    name: one.name,
    parents: [],
    isVisibleTo: (v) => canSeePerson(v, one),
  }))

const findHouseholds: Find = async (read, ids) =>
  (await read.select().from(households).where(inValues(households.id, ids))).map((one) => ({
    ...key('household', one.id),
    name: `户 ${one.number}`,
    parents: [],
    isVisibleTo: (v) => canSeeHousehold(v, one),
  }))

const findCohorts: Find = async (read, ids) =>
  (await read.select().from(cohorts).where(inValues(cohorts.id, ids))).map((one) => ({
    ...key('cohort', one.id),
    name: formatCohort(one),
    parents: [],
    isVisibleTo: (v) => canSeeCohort(v, one),
  }))

const findEnrolments: Find = async (read, ids) => {
  const places = await read
    .select({ id: enrolments.id, personId: enrolments.personId, cohortId: enrolments.cohortId, name: persons.name, at: persons.regionCode })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(inValues(enrolments.id, ids))
  return places.map(({ id, personId, cohortId, name, at }) => ({
    ...key('enrolment', id),
    name,
    parents: [key('person', personId), key('cohort', cohortId)],
    isVisibleTo: (v) => canSeeTrainee(v, { personRegion: at, cohortId }),
  }))
}

const findExams: Find = async (read, ids) => {
  const planned = await read
    .select({ id: exams.id, title: exams.title, cohortId: exams.cohortId, regionCode: cohorts.regionCode })
    .from(exams)
    .innerJoin(cohorts, eq(cohorts.id, exams.cohortId))
    .where(inValues(exams.id, ids))
  return planned.map(({ id, title, cohortId, regionCode }) => ({
    ...key('exam', id),
    name: title,
    parents: [key('cohort', cohortId)],
    isVisibleTo: (v) => canSeeCohortResults(v, { regionCode, cohortId }),
  }))
}

const findAttempts: Find = async (read, ids) => {
  const sheets = await read
    .select({
      id: attempts.id,
      enrolmentId: enrolments.id,
      personId: persons.id,
      cohortId: enrolments.cohortId,
      name: persons.name,
      at: persons.regionCode,
    })
    .from(attempts)
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(inValues(attempts.id, ids))
  return sheets.map(({ id, enrolmentId, personId, cohortId, name, at }) => ({
    ...key('attempt', id),
    name: `${name}的答卷`,
    parents: [key('enrolment', enrolmentId), key('person', personId), key('cohort', cohortId)],
    isVisibleTo: (v) => canSeeResult(v, { personRegion: at, cohortId, personId }),
  }))
}

const findCertificates: Find = async (read, ids) => {
  const issued = await read
    .select({
      id: certificates.id,
      number: certificates.number,
      personId: persons.id,
      cohortId: certificates.cohortId,
      name: persons.name,
      at: persons.regionCode,
    })
    .from(certificates)
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .where(inValues(certificates.id, ids))
  return issued.map(({ id, number, personId, cohortId, name, at }) => ({
    ...key('certificate', id),
    name: `${name}的证书 ${number}`,
    parents: [key('person', personId), key('cohort', cohortId)],
    isVisibleTo: (v) => canSeeCertificate(v, { personRegion: at, cohortId, personId }),
  }))
}

const findRosters: Find = async (read, ids) =>
  (await read.select().from(rosters).where(inValues(rosters.id, ids))).map((one) => ({
    ...key('roster', one.id),
    name: one.fileName,
    parents: one.cohortId === null ? [] : [key('cohort', one.cohortId)],
    isVisibleTo: (v) => canSeeRoster(v, one),
  }))

const findShopImports: Find = async (read, ids) =>
  (await read.select().from(shopImports).where(inValues(shopImports.id, ids))).map((one) => ({
    ...key('shopImport', one.id),
    name: one.fileName,
    parents: [],
    isVisibleTo: canCoordinate,
  }))

const findShops: Find = async (read, ids) =>
  (await read.select().from(shops).where(inValues(shops.id, ids))).map((one) => ({
    ...key('shop', one.id),
    name: one.name,
    parents: [],
    isVisibleTo: (v) => canSeeShop(v, one),
  }))

const findPairings: Find = async (read, ids) => {
  const [west, east] = [shopsAs('west'), shopsAs('east')]
  const pairs = await read
    .select({
      id: pairings.id,
      roundId: pairings.roundId,
      west: { id: west.id, name: west.name, ownerId: west.ownerAccountId, regionCode: west.regionCode },
      east: { id: east.id, name: east.name, ownerId: east.ownerAccountId },
    })
    .from(pairings)
    .innerJoin(west, eq(west.id, pairings.westShopId))
    .innerJoin(east, eq(east.id, pairings.eastShopId))
    .where(inValues(pairings.id, ids))
  return pairs.map(({ id, roundId, west: to, east: from }) => ({
    ...key('pairing', id),
    name: `${from.name}—${to.name}`,
    parents: [key('shop', to.id), key('shop', from.id), key('round', roundId)],
    isVisibleTo: (v) => canSeePairing(v, { westOwnerId: to.ownerId, eastOwnerId: from.ownerId, regionCode: to.regionCode }),
  }))
}

const findRatings: Find = async (read, ids) => {
  const rated = await read
    .select({
      id: ratings.id,
      shop: { id: shops.id, name: shops.name, side: shops.side, regionCode: shops.regionCode, ownerAccountId: shops.ownerAccountId },
    })
    .from(ratings)
    .innerJoin(shops, eq(shops.id, ratings.shopId))
    .where(inValues(ratings.id, ids))
  return rated.map(({ id, shop }) => ({
    ...key('rating', id),
    name: `${shop.name}的评级`,
    parents: [key('shop', shop.id)],
    isVisibleTo: (v) => canSeeShop(v, shop),
  }))
}

const findRounds: Find = async (read, ids) =>
  (await read.select().from(pairingRounds).where(inValues(pairingRounds.id, ids))).map(({ id, name }) => ({
    ...key('round', id),
    name,
    parents: [],
    isVisibleTo: canCoordinate,
  }))

/** The accounts of trainees are seen by who sees the person, those of shop owners by coordinators, those of desks by their holders. */
const findAccounts: Find = async (read, ids) => {
  const rows = await read
    .select({ id: accounts.id, name: accounts.name, personId: accounts.personId, regionCode: persons.regionCode })
    .from(accounts)
    .leftJoin(persons, eq(persons.id, accounts.personId))
    .where(inValues(accounts.id, ids))
  if (rows.length === 0) return []
  const held = await read.select({ accountId: grants.accountId, role: grants.role }).from(grants).where(inValues(grants.accountId, ids))
  return rows.map(({ id, name, personId, regionCode }) => {
    const kind = accountKindOf(held.filter(({ accountId }) => accountId === id).map(({ role }) => role))
    return {
      ...key('account', id),
      name: `${name}的账号`,
      parents: personId === null ? [] : [key('person', personId)],
      isVisibleTo: (v: Viewer) =>
        v.accountId === id ||
        hasDuty(v, 'accounts.manage') ||
        (kind !== 'desk' &&
          kind !== 'owner' &&
          personId !== null &&
          regionCode !== null &&
          canSeePerson(v, { id: personId, regionCode })) ||
        (kind === 'owner' && canCoordinate(v)),
    }
  })
}

/** How things of each kind are found; an id is of one kind only. Those that most entries are about come first. */
const finders: readonly (readonly [SubjectKind, Find])[] = [
  ['enrolment', findEnrolments],
  ['person', findPersons],
  ['account', findAccounts],
  ['attempt', findAttempts],
  ['household', findHouseholds],
  ['cohort', findCohorts],
  ['exam', findExams],
  ['certificate', findCertificates],
  ['roster', findRosters],
  ['pairing', findPairings],
  ['shop', findShops],
  ['rating', findRatings],
  ['round', findRounds],
  ['shopImport', findShopImports],
]

/** Finds all things with these ids; of whose kind is known nothing else is looked up. */
export async function findThings(read: Read, ids: Ids, kindOf: ReadonlyMap<string, SubjectKind> = new Map()): Promise<Map<string, Thing>> {
  const found = new Map<string, Thing>()
  for (const [kind, find] of finders) {
    const wanted = ids.filter((id) => !found.has(id) && (kindOf.get(id) ?? kind) === kind)
    if (wanted.length > 0) for (const thing of await find(read, wanted)) found.set(thing.id, thing)
  }
  return found
}

/** Ids of what is no thing of its own, with the ids of the things they stand for. */
export async function findStandIns(read: Read, ids: Ids): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const lessons = await read
    .select({ id: classSessions.id, of: classSessions.cohortId })
    .from(classSessions)
    .where(inValues(classSessions.id, ids))
  const months = await read.select({ id: shopResults.id, of: shopResults.shopId }).from(shopResults).where(inValues(shopResults.id, ids))
  const facts = await read.select({ id: ratingFacts.id, of: ratingFacts.shopId }).from(ratingFacts).where(inValues(ratingFacts.id, ids))
  const said = await read
    .select({ id: pairingMessages.id, of: pairingMessages.pairingId })
    .from(pairingMessages)
    .where(inValues(pairingMessages.id, ids))
  const people = await read
    .select({ id: personCorrections.id, of: personCorrections.personId })
    .from(personCorrections)
    .where(inValues(personCorrections.id, ids))
  const houses = await read
    .select({ id: corrections.id, of: corrections.householdId, person: corrections.personId })
    .from(corrections)
    .where(inValues(corrections.id, ids))
  return new Map([
    ...[...lessons, ...months, ...facts, ...said, ...people].map(({ id, of }): [string, string[]] => [id, [of]]),
    ...houses.map(({ id, of, person }): [string, string[]] => [id, person === null ? [of] : [person, of]]),
  ])
}
