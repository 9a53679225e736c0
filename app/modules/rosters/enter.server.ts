// Taking good rows into the register: what is new is laid down beforehand, what changes is changed in the end.
import {
  addArrivingHousehold,
  addArrivingMonitoring,
  addArrivingPerson,
  addArrivingStatus,
  addNameVariant,
  type Arrivals,
  changePhone,
  changeResidence,
  joinHousehold,
  monitorHousehold,
  registerHousehold,
  type StandingHousehold,
  type Standings,
} from '#app/modules/households/households.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { isElsewhere, isMonitoredOtherwise } from './against-register.ts'
import type { JudgedBatch } from './batches.server.ts'
import type { Entry } from './judge.ts'

const later = (one: string, other: string | null | undefined) => (other && other > one ? other : one)

/** Gathers what is new in a roster, batch by batch; a household that came with one batch is known to the next. */
export function startArriving(site: Pick<Site, 'keys'>) {
  const arriving = new Map<string, StandingHousehold>()

  return function arrive(arrivals: Arrivals, { rows, standings, day }: JudgedBatch) {
    for (const { entry } of rows) {
      if (!entry) continue
      const number = entry.householdNumber
      const household = number === null ? null : (standings.households.get(number) ?? arriving.get(number) ?? arriveHousehold(arrivals, entry, number))
      if (household && arriving.has(household.number)) sayOfHousehold(arrivals, household, entry, day)
      if (standings.persons.has(entry.idNumber)) continue
      const { name, idNumber, birthday, sex, phone, regionCode, relation } = entry
      addArrivingPerson(arrivals, site, { name, idNumber, birthday, sex, phone, regionCode }, household && { householdId: household.householdId, relation: relation ?? '成员', from: day })
    }
  }

  function arriveHousehold(arrivals: Arrivals, { regionCode }: Entry, number: string): StandingHousehold {
    const household = { householdId: addArrivingHousehold(arrivals, { number, regionCode }), number, status: null, statusFrom: null, monitoring: null, monitoringFrom: null }
    arriving.set(number, household)
    return household
  }

  /** Rows of one household that disagree about its status were refused before. */
  function sayOfHousehold(arrivals: Arrivals, household: StandingHousehold, { status, monitoring }: Entry, day: string) {
    const { householdId } = household
    if (status && household.status === null) addArrivingStatus(arrivals, { householdId, status, from: day })
    household.status ??= status
    if (monitoring && monitoring !== 'none' && household.monitoring === null) addArrivingMonitoring(arrivals, { householdId, kind: monitoring, from: day })
    if (monitoring !== 'none') household.monitoring ??= monitoring
  }
}

/**
 * Sets down what a row changes about a person and a household of the register. A roster that is older than what the
 * register believes does not push a spell back: the change holds from where that begins.
 */
export async function enterChanges(tx: Tx, site: Site, entry: Entry, standings: Standings, day: string) {
  const household = entry.householdNumber ? standings.households.get(entry.householdNumber)! : null
  if (household && entry.status && household.status !== entry.status) {
    await registerHousehold(tx, { householdId: household.householdId, status: entry.status, day: later(day, household.statusFrom) })
    household.status = entry.status
  }
  if (household && isMonitoredOtherwise(entry, household)) {
    await monitorHousehold(tx, { householdId: household.householdId, kind: entry.monitoring!, day: later(day, household.monitoringFrom) })
    household.monitoring = entry.monitoring
  }
  const person = standings.persons.get(entry.idNumber)!
  const { personId } = person
  if (entry.name !== person.name && !person.variants.includes(entry.name)) await addNameVariant(tx, personId, entry.name)
  if (entry.phone && site.keys.fingerprint(entry.phone) !== person.phoneFingerprint) await changePhone(tx, site, personId, entry.phone)
  if (isElsewhere(entry.regionCode, person.regionCode)) await changeResidence(tx, { personId, regionCode: entry.regionCode, day })
  const moves = household && person.household?.number !== household.number
  const isOther = household && entry.relation && entry.relation !== '成员' && entry.relation !== person.household?.relation
  if (household && (moves || isOther)) await joinHousehold(tx, { personId, householdId: household.householdId, relation: entry.relation ?? '成员', day: later(day, person.household?.from) })
}
