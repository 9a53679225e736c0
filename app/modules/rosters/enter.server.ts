// Taking a batch of good rows into the register.
import {
  addHouseholds,
  addNameVariant,
  addPersons,
  changePhone,
  changeResidence,
  joinHousehold,
  monitorHousehold,
  registerHousehold,
  type StandingHousehold,
} from '#app/modules/households/households.server.ts'
import { enrolPerson } from '#app/modules/cohorts/cohorts.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { isElsewhere } from './against-register.ts'
import type { JudgedBatch } from './batches.server.ts'
import type { Entry } from './judge.ts'

const later = (one: string, other: string | null | undefined) => (other && other > one ? other : one)

/**
 * Enters a batch: households first, then new people in one go, then what changes about those who are known. A roster
 * that is older than what the register believes does not push a spell back: the change holds from where that begins.
 */
export async function enterBatch(tx: Tx, site: Site, { rows, standings, day }: JudgedBatch, cohortId: string | null) {
  const entries = rows.flatMap(({ entry }) => (entry ? [entry] : []))
  await enterHouseholds(tx, entries, standings.households, day)
  const home = (entry: Entry) => (entry.householdNumber ? standings.households.get(entry.householdNumber)! : null)

  const added = entries.filter((entry) => !standings.persons.has(entry.idNumber))
  const ids = await addPersons(
    tx,
    site,
    added.map((entry) => {
      const { name, idNumber, birthday, sex, phone, regionCode, relation } = entry
      const household = home(entry)
      return { name, idNumber, birthday, sex, phone, regionCode, household: household && { id: household.householdId, relation: relation ?? '成员' } }
    }),
    day,
  )
  for (const { entry, verdict } of rows) {
    const person = entry && standings.persons.get(entry.idNumber)
    if (!person || verdict.outcome !== 'changed') continue
    if (entry.name !== person.name && !person.variants.includes(entry.name)) await addNameVariant(tx, person.personId, entry.name)
    if (entry.phone && site.keys.fingerprint(entry.phone) !== person.phoneFingerprint) await changePhone(tx, site, person.personId, entry.phone)
    if (isElsewhere(entry.regionCode, person.regionCode)) await changeResidence(tx, person.personId, entry.regionCode)
    const household = home(entry)
    const moves = household && person.household?.number !== household.number
    const isOther = household && entry.relation && entry.relation !== '成员' && entry.relation !== person.household?.relation
    if (household && (moves || isOther)) await joinHousehold(tx, { personId: person.personId, householdId: household.householdId, relation: entry.relation ?? '成员', day: later(day, person.household?.from) })
  }
  if (!cohortId) return
  const known = entries.flatMap((entry) => standings.persons.get(entry.idNumber)?.personId ?? [])
  for (const personId of [...ids, ...known]) await enrolPerson(tx, site, { cohortId, personId })
}

async function enterHouseholds(tx: Tx, entries: readonly Entry[], standing: Map<string, StandingHousehold>, day: string) {
  const added = new Map<string, { number: string; regionCode: string; status: Entry['status'] }>()
  for (const { householdNumber, regionCode, status } of entries) {
    if (!householdNumber || standing.has(householdNumber)) continue
    const before = added.get(householdNumber)
    added.set(householdNumber, { number: householdNumber, regionCode: before?.regionCode ?? regionCode, status: before?.status ?? status })
  }
  const ids = await addHouseholds(tx, [...added.values()], day)
  for (const [place, { number, status }] of [...added.values()].entries()) standing.set(number, { householdId: ids[place]!, number, status, statusFrom: status ? day : null })
  for (const { householdNumber, status, monitoring } of entries) {
    const household = householdNumber ? standing.get(householdNumber)! : null
    if (!household) continue
    if (status && household.status !== status) {
      await registerHousehold(tx, { householdId: household.householdId, status, day: later(day, household.statusFrom) })
      household.status = status
    }
    if (monitoring && monitoring !== 'none') await monitorHousehold(tx, { householdId: household.householdId, kind: monitoring, day })
  }
}
