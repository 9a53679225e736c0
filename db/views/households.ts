// What other domains may read of people and households.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/households.ts'

/** Who people are and where they live now; without phone and ID numbers. */
export const persons = subqueries
  .select({ id: own.persons.id, name: own.persons.name, regionCode: own.persons.regionCode })
  .from(own.persons)
  .as('persons')

/** Who is in the register since when, with what people are counted by; without phone and ID numbers. */
export const registeredPersons = subqueries
  .select({
    id: own.persons.id,
    sex: own.persons.sex,
    birthday: own.persons.birthday,
    regionCode: own.persons.regionCode,
    knownAt: own.persons.knownAt,
  })
  .from(own.persons)
  .as('registered_persons')

/** Phone and ID numbers, sealed and fingerprinted: for code that must open or look up a number. */
export const identities = subqueries
  .select({
    id: own.persons.id,
    name: own.persons.name,
    birthday: own.persons.birthday,
    idNumberSealed: own.persons.idNumberSealed,
    phoneSealed: own.persons.phoneSealed,
    phoneFingerprint: own.persons.phoneFingerprint,
  })
  .from(own.persons)
  .as('identities')

export const households = subqueries
  .select({
    id: own.households.id,
    number: own.households.number,
    countyCode: own.households.countyCode,
    regionCode: own.households.regionCode,
  })
  .from(own.households)
  .as('households')

/** Who belonged to which household, with both clocks. */
export const memberships = subqueries
  .select({
    personId: own.memberships.personId,
    householdId: own.memberships.householdId,
    from: own.memberships.from,
    to: own.memberships.to,
    knownAt: own.memberships.knownAt,
    supersededAt: own.memberships.supersededAt,
  })
  .from(own.memberships)
  .as('memberships')

/** Which households were registered poor, with both clocks. */
export const registrations = subqueries
  .select({
    householdId: own.registrations.householdId,
    status: own.registrations.status,
    from: own.registrations.from,
    to: own.registrations.to,
    knownAt: own.registrations.knownAt,
    supersededAt: own.registrations.supersededAt,
  })
  .from(own.registrations)
  .as('registrations')

/** Where households and persons that ever moved lived, with both clocks. */
export const residences = subqueries
  .select({
    subjectId: own.residences.subjectId,
    regionCode: own.residences.regionCode,
    from: own.residences.from,
    to: own.residences.to,
    knownAt: own.residences.knownAt,
    supersededAt: own.residences.supersededAt,
  })
  .from(own.residences)
  .as('residences')

/** What was corrected by hand of a household, and why. */
export const corrections = subqueries
  .select({
    id: own.corrections.id,
    householdId: own.corrections.householdId,
    personId: own.corrections.personId,
    kind: own.corrections.kind,
    says: own.corrections.says,
    reason: own.corrections.reason,
  })
  .from(own.corrections)
  .as('corrections')

/** What was changed by hand of a person, and why; numbers in it are masked. */
export const personCorrections = subqueries
  .select({
    id: own.personCorrections.id,
    personId: own.personCorrections.personId,
    says: own.personCorrections.says,
    reason: own.personCorrections.reason,
  })
  .from(own.personCorrections)
  .as('person_corrections')

/** Who looked at which number of whom, when and why; not the number. */
export const disclosures = subqueries
  .select({
    personId: own.disclosures.personId,
    field: own.disclosures.field,
    accountId: own.disclosures.accountId,
    reason: own.disclosures.reason,
    at: own.disclosures.at,
  })
  .from(own.disclosures)
  .as('disclosures')
