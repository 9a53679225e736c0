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

async function findPeople(read: Read, ids: Ids): Promise<Thing[]> {
  const people = await read.select().from(persons).where(inValues(persons.id, ids))
  const houses = await read.select().from(households).where(inValues(households.id, ids))
  return [
    ...people.map((one) => ({ ...key('person', one.id), name: one.name, parents: [], isVisibleTo: (v: Viewer) => canSeePerson(v, one) })),
    ...houses.map((one) => ({
      ...key('household', one.id),
      name: `户 ${one.number}`,
      parents: [],
      isVisibleTo: (v: Viewer) => canSeeHousehold(v, one),
    })),
  ]
}

async function findClasses(read: Read, ids: Ids): Promise<Thing[]> {
  const classes = await read.select().from(cohorts).where(inValues(cohorts.id, ids))
  const places = await read
    .select({ id: enrolments.id, personId: enrolments.personId, cohortId: enrolments.cohortId, name: persons.name, at: persons.regionCode })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(inValues(enrolments.id, ids))
  return [
    ...classes.map((one) => ({
      ...key('cohort', one.id),
      name: formatCohort(one),
      parents: [],
      isVisibleTo: (v: Viewer) => canSeeCohort(v, one),
    })),
    ...places.map(({ id, personId, cohortId, name, at }) => ({
      ...key('enrolment', id),
      name,
      parents: [key('person', personId), key('cohort', cohortId)],
      isVisibleTo: (v: Viewer) => canSeeTrainee(v, { personRegion: at, cohortId }),
    })),
  ]
}

async function findExams(read: Read, ids: Ids): Promise<Thing[]> {
  const planned = await read
    .select({ id: exams.id, title: exams.title, cohortId: exams.cohortId, regionCode: cohorts.regionCode })
    .from(exams)
    .innerJoin(cohorts, eq(cohorts.id, exams.cohortId))
    .where(inValues(exams.id, ids))
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
  return [
    ...planned.map(({ id, title, cohortId, regionCode }) => ({
      ...key('exam', id),
      name: title,
      parents: [key('cohort', cohortId)],
      isVisibleTo: (v: Viewer) => canSeeCohortResults(v, { regionCode, cohortId }),
    })),
    ...sheets.map(({ id, enrolmentId, personId, cohortId, name, at }) => ({
      ...key('attempt', id),
      name: `${name}的答卷`,
      parents: [key('enrolment', enrolmentId), key('person', personId), key('cohort', cohortId)],
      isVisibleTo: (v: Viewer) => canSeeResult(v, { personRegion: at, cohortId, personId }),
    })),
    ...issued.map(({ id, number, personId, cohortId, name, at }) => ({
      ...key('certificate', id),
      name: `${name}的证书 ${number}`,
      parents: [key('person', personId), key('cohort', cohortId)],
      isVisibleTo: (v: Viewer) => canSeeCertificate(v, { personRegion: at, cohortId, personId }),
    })),
  ]
}

async function findLists(read: Read, ids: Ids): Promise<Thing[]> {
  const people = await read.select().from(rosters).where(inValues(rosters.id, ids))
  const shopLists = await read.select().from(shopImports).where(inValues(shopImports.id, ids))
  return [
    ...people.map((one) => ({
      ...key('roster', one.id),
      name: one.fileName,
      parents: one.cohortId === null ? [] : [key('cohort', one.cohortId)],
      isVisibleTo: (v: Viewer) => canSeeRoster(v, one),
    })),
    ...shopLists.map((one) => ({ ...key('shopImport', one.id), name: one.fileName, parents: [], isVisibleTo: canCoordinate })),
  ]
}

async function findShops(read: Read, ids: Ids): Promise<Thing[]> {
  const [west, east] = [shopsAs('west'), shopsAs('east')]
  const owned = await read.select().from(shops).where(inValues(shops.id, ids))
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
  const rated = await read
    .select({
      id: ratings.id,
      shop: { id: shops.id, name: shops.name, side: shops.side, regionCode: shops.regionCode, ownerAccountId: shops.ownerAccountId },
    })
    .from(ratings)
    .innerJoin(shops, eq(shops.id, ratings.shopId))
    .where(inValues(ratings.id, ids))
  const rounds = await read.select().from(pairingRounds).where(inValues(pairingRounds.id, ids))
  return [
    ...owned.map((one) => ({ ...key('shop', one.id), name: one.name, parents: [], isVisibleTo: (v: Viewer) => canSeeShop(v, one) })),
    ...pairs.map(({ id, roundId, west: to, east: from }) => ({
      ...key('pairing', id),
      name: `${from.name}—${to.name}`,
      parents: [key('shop', to.id), key('shop', from.id), key('round', roundId)],
      isVisibleTo: (v: Viewer) => canSeePairing(v, { westOwnerId: to.ownerId, eastOwnerId: from.ownerId, regionCode: to.regionCode }),
    })),
    ...rated.map(({ id, shop }) => ({
      ...key('rating', id),
      name: `${shop.name}的评级`,
      parents: [key('shop', shop.id)],
      isVisibleTo: (v: Viewer) => canSeeShop(v, shop),
    })),
    ...rounds.map(({ id, name }) => ({ ...key('round', id), name, parents: [], isVisibleTo: canCoordinate })),
  ]
}

/** The accounts of trainees are seen by who sees the person, those of shop owners by coordinators, those of desks by their holders. */
async function findAccounts(read: Read, ids: Ids): Promise<Thing[]> {
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

/** Finds all things with these ids. */
export async function findThings(read: Read, ids: Ids): Promise<Map<string, Thing>> {
  const found: Thing[] = []
  if (ids.length > 0)
    for (const find of [findPeople, findClasses, findExams, findLists, findShops, findAccounts]) found.push(...(await find(read, ids)))
  return new Map(found.map((thing) => [thing.id, thing]))
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
