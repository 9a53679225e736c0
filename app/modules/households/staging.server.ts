// Adds many new people and households at once: collected first, then inserted table by table.
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { createInserter } from '#db/inserter.ts'
import { households, memberships, monitorings, persons, registrations } from '#db/schema/households.ts'
import { sealPlace } from '#db/sealed.ts'
import type { NewPerson } from './commands.server.ts'
import { indexPersons } from './search-data.server.ts'
import { buildTerms } from './search-terms.server.ts'
import type { Monitoring, Status } from './labels.ts'
import { countyOf } from '#app/access/region-codes.ts'

type NewRow<T extends { $inferInsert: object }> = Omit<T['$inferInsert'], 'knownAt' | 'supersededAt' | 'to'>

/** The new rows, by table. */
export interface StagedRecords {
  persons: NewRow<typeof persons>[]
  households: NewRow<typeof households>[]
  memberships: NewRow<typeof memberships>[]
  registrations: NewRow<typeof registrations>[]
  monitorings: NewRow<typeof monitorings>[]
  /** The search terms of the persons. */
  terms: Parameters<typeof indexPersons>[1][number][]
}

export const newStagedRecords = (): StagedRecords => ({
  persons: [],
  households: [],
  memberships: [],
  registrations: [],
  monitorings: [],
  terms: [],
})

/** Adds a person who is not known yet, as a member of a household from a day on. Returns the id. */
export function stagePerson(
  staged: StagedRecords,
  site: Pick<Site, 'keys'>,
  { idNumber, phone, ...person }: NewPerson,
  home: { householdId: string; relation: string; from: string } | null,
): string {
  const { seal, fingerprint } = site.keys
  const id = newId()
  staged.persons.push({
    id,
    ...person,
    idNumberSealed: seal(idNumber, sealPlace.idNumberOfPerson(id)),
    idNumberFingerprint: fingerprint(idNumber),
    phoneSealed: phone && seal(phone, sealPlace.phoneOfPerson(id)),
    phoneFingerprint: phone && fingerprint(phone),
  })
  staged.terms.push({
    personId: id,
    regionCode: person.regionCode,
    terms: buildTerms(site.keys, { names: [person.name], phone, idNumber }),
  })
  if (home) staged.memberships.push({ id: newId(), personId: id, ...home })
  return id
}

/** Adds a household that is not known yet. Returns the id. */
export function stageHousehold(staged: StagedRecords, { number, regionCode }: { number: string; regionCode: string }): string {
  const id = newId()
  staged.households.push({ id, number, countyCode: countyOf(regionCode), regionCode })
  return id
}

/** Adds a registration of a new household from a day on. */
export const stageRegistration = (staged: StagedRecords, spell: { householdId: string; status: Status; from: string }) =>
  void staged.registrations.push({ id: newId(), ...spell })
export const stageMonitoring = (staged: StagedRecords, spell: { householdId: string; kind: Monitoring; from: string }) =>
  void staged.monitorings.push({ id: newId(), ...spell })

const [insertPersons, insertHouseholds] = [createInserter(persons), createInserter(households)]
/** A spell that begins now has no end, and is believed. */
const open = { leaveOut: ['to', 'supersededAt'] } as const
const [insertMemberships, insertRegistrations, insertMonitorings] = [
  createInserter(memberships, open),
  createInserter(registrations, open),
  createInserter(monitorings, open),
]

/** Inserts all of it. None of them may be in the register already. */
export async function insertStaged(tx: Tx, staged: StagedRecords) {
  const knownAt = tx.at
  await insertHouseholds(
    tx,
    staged.households.map((row) => ({ ...row, knownAt })),
  )
  await insertPersons(
    tx,
    staged.persons.map((row) => ({ ...row, knownAt })),
  )
  await indexPersons(tx, staged.terms)
  await insertMemberships(
    tx,
    staged.memberships.map((row) => ({ ...row, knownAt })),
  )
  await insertRegistrations(
    tx,
    staged.registrations.map((row) => ({ ...row, knownAt })),
  )
  await insertMonitorings(
    tx,
    staged.monitorings.map((row) => ({ ...row, knownAt })),
  )
}
