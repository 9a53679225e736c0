// Imports good rows into the register: first what is new, then what changes.
import {
  stageHousehold,
  stageMonitoring,
  stagePerson,
  stageRegistration,
  addNameVariant,
  type StagedRecords,
  changePhone,
  changeResidence,
  joinHousehold,
  setMonitoring,
  newStagedRecords,
  setRegistration,
} from '#app/modules/households/households.server.ts'
import type { RegisterRecords } from '#app/modules/households/types.ts'
import type { Site, Tx } from '#app/site.ts'
import type { Change } from './compare-with-register.ts'
import type { ComparedBatch } from './compare-batches.server.ts'
import type { Entry } from './reading/validate-row.ts'
import { present } from '#app/present.ts'

interface StagedHousehold {
  householdId: string
  /** From when its status, and its monitoring, is stored; null before a row states one. */
  statusFrom: string | null
  monitoringFrom: string | null
}

/**
 * Stages the new records of a batch. Returns the indices of the rows that state an earlier status of a new household, which is stored after
 * the household.
 */
export function stageBatch(
  site: Pick<Site, 'keys'>,
  { rows, register, day }: ComparedBatch,
): { staged: StagedRecords; withEarlierStatus: Set<number> } {
  const staged = newStagedRecords()
  const stagedHouseholds = new Map<string, StagedHousehold>()
  const withEarlierStatus = new Set<number>()
  for (const [place, { entry, verdict }] of rows.entries()) {
    if (!entry) continue
    const isNew = !register.persons.has(entry.idNumber)
    // A known person who joins no household adds none.
    if (!isNew && !verdict.changes.some(({ kind }) => kind === 'membership')) continue
    const number = entry.householdNumber
    const known = number === null ? null : register.households.get(number)
    const household = number === null || known ? null : (stagedHouseholds.get(number) ?? stageHouseholdOf(entry, number))
    if (household && stageHouseholdStatus(household, entry)) withEarlierStatus.add(place)
    if (!isNew) continue
    const { name, idNumber, birthday, sex, phone, regionCode, relation } = entry
    const home = known ?? household
    stagePerson(
      staged,
      site,
      { name, idNumber, birthday, sex, phone, regionCode },
      home && { householdId: home.householdId, relation: relation ?? '成员', from: day },
    )
  }
  return { staged, withEarlierStatus }

  function stageHouseholdOf({ regionCode }: Entry, number: string): StagedHousehold {
    const household = { householdId: stageHousehold(staged, { number, regionCode }), statusFrom: null, monitoringFrom: null }
    stagedHouseholds.set(number, household)
    return household
  }

  /**
   * Stages a household's status. Rows of one household that disagree about it were refused before. Returns true if the row states the same
   * for an earlier day.
   */
  function stageHouseholdStatus(household: StagedHousehold, { status, monitoring }: Entry): boolean {
    const { householdId } = household
    const isMonitored = monitoring !== null && monitoring !== 'none'
    if (status && !household.statusFrom) stageRegistration(staged, { householdId, status, from: day })
    if (isMonitored && !household.monitoringFrom) stageMonitoring(staged, { householdId, kind: monitoring, from: day })
    if (status) household.statusFrom ??= day
    if (isMonitored) household.monitoringFrom ??= day
    return (status !== null && day < household.statusFrom!) || (isMonitored && day < household.monitoringFrom!)
  }
}

/** Stores a row's changes to a person and a household of the register. */
export async function applyChanges(tx: Tx, site: Site, entry: Entry, changes: readonly Change[], register: RegisterRecords) {
  const { personId } = present(register.persons.get(entry.idNumber), 'person whose row changes something')
  const householdId = (entry.householdNumber && register.households.get(entry.householdNumber)?.householdId) || null
  for (const change of changes) await applyChange(tx, site, change, { personId, householdId })
}

/** Applies one change. Its household is in the register by now. */
function applyChange(
  tx: Tx,
  site: Site,
  change: Change,
  { personId, householdId }: { personId: string; householdId: string | null },
): Promise<unknown> {
  switch (change.kind) {
    case 'name':
      return addNameVariant(tx, personId, change.name)
    case 'phone':
      return changePhone(tx, site, personId, change.phone)
    case 'residence':
      return changeResidence(tx, { personId, regionCode: change.regionCode, day: change.from })
    case 'membership':
      return joinHousehold(tx, {
        personId,
        householdId: present(householdId, 'household of the row'),
        relation: change.relation,
        day: change.from,
        to: change.to,
      })
    case 'registration':
      return setRegistration(tx, {
        householdId: present(householdId, 'household of the row'),
        status: change.status,
        day: change.from,
        to: change.to,
      })
    case 'monitoring':
      return setMonitoring(tx, {
        householdId: present(householdId, 'household of the row'),
        kind: change.monitoring,
        day: change.from,
        to: change.to,
      })
  }
}
