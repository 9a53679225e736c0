// What a good row would do to the register.
import { monitoringKinds, statuses } from '#app/modules/households/words.ts'
import type { Entry, Problem } from './judge.ts'

export interface Standing {
  name: string
  variants: readonly string[]
  phoneFingerprint: string | null
  regionCode: string
  household: { number: string; relation: string } | null
}

export type Outcome = 'new' | 'known' | 'changed' | 'refused'

export interface Verdict {
  outcome: Outcome
  changes: string[]
  problem: Problem | null
}

/**
 * A known ID number with another name is taken as another way to write the same person's name if the two names share a
 * character; if they share none, one of the two has the wrong ID number, and a person must look.
 */
const couldBeSameName = (one: string, other: string) => [...one].some((character) => character !== '·' && other.includes(character))

/** Compares a row with what stands; `household` is the household that the row names, as it stands. */
export function compare(entry: Entry, person: Standing | null, household: Pick<Entry, 'status' | 'monitoring'> | null, fingerprint: (text: string) => string): Verdict {
  const changes: string[] = []
  if (entry.status && household && household.status !== entry.status) changes.push(`户的属性由${household.status ? statuses[household.status] : '没有登记'}改为${statuses[entry.status]}`)
  if (household && isMonitoredOtherwise(entry, household)) changes.push(`监测类型由${household.monitoring ? monitoringKinds[household.monitoring] : '没有登记'}改为${monitoringKinds[entry.monitoring!]}`)
  if (!person) return { outcome: 'new', changes, problem: null }
  const names = [person.name, ...person.variants]
  if (!names.includes(entry.name)) {
    if (!names.some((name) => couldBeSameName(name, entry.name))) {
      return { outcome: 'refused', changes: [], problem: { column: '身份证号', code: 'conflict-with-register', message: `这个身份证号登记的姓名是“${person.name}”，和这一行完全不同。请照身份证核对。` } }
    }
    changes.unshift(`又名“${entry.name}”，原登记“${person.name}”`)
  }
  if (entry.phone && fingerprint(entry.phone) !== person.phoneFingerprint) changes.push(person.phoneFingerprint ? '换了电话' : '补了电话')
  if (isElsewhere(entry.regionCode, person.regionCode)) changes.push('换了住的地方')
  if (entry.householdNumber && person.household?.number !== entry.householdNumber) changes.push(person.household ? `由户 ${person.household.number} 转到户 ${entry.householdNumber}` : `记入户 ${entry.householdNumber}`)
  else if (entry.householdNumber && entry.relation && entry.relation !== '成员' && person.household?.relation !== entry.relation) changes.push(`与户主关系由${person.household!.relation}改为${entry.relation}`)
  return { outcome: changes.length > 0 ? 'changed' : 'known', changes, problem: null }
}

/** A row that names only the township does not unsettle somebody who lives in one of its villages. */
export const isElsewhere = (said: string, stands: string) => !stands.startsWith(said)

/** That a household is not monitored says something only of one that was. */
export const isMonitoredOtherwise = (said: Pick<Entry, 'monitoring'>, stands: Pick<Entry, 'monitoring'>) =>
  said.monitoring !== null && said.monitoring !== stands.monitoring && !(said.monitoring === 'none' && stands.monitoring === null)
