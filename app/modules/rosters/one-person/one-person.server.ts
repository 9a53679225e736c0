// Adds one person by hand: judged by the same rules as a row of a roster, and stored in the same way.
import { toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { enrolPerson } from '#app/modules/cohorts/cohorts.server.ts'
import { countGivenNumber, findNamesakes, insertStaged, isInReach } from '#app/modules/households/households.server.ts'
import type { Namesake } from '#app/modules/households/types.ts'
import { monitoringLabels, statusLabels } from '#app/modules/households/labels.ts'
import { getPath } from '#app/modules/regions/regions.server.ts'
import { lookUp } from '#app/text/look-up.ts'
import { forbidden, invalidInput, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { type Cell, emptyCell, type SheetRow } from '#app/spreadsheet/cells.ts'
import { present } from '#app/present.ts'
import { applyChanges, stageBatch } from '../apply-changes.server.ts'
import { assertOpenCohort } from '../cohort-of-roster.server.ts'
import { compareBatch } from '../compare-batches.server.ts'
import { canImportInto, canImportRosters } from '../policy.ts'
import { type Column, columnLabels } from '../reading/columns.ts'
import { createRowValidator, type ValidatedRow } from '../reading/validate-row.ts'
import { createValidationOptions } from '../reading/validation-options.ts'
import type { NewPersonEntry } from './one-person-form.ts'

export type AddedPerson =
  | { kind: 'added'; personId: string }
  /** Somebody in reach has this ID number already; nothing was stored. */
  | { kind: 'known'; personId: string }
  /** Others may be the same person; nothing was stored. */
  | { kind: 'alike'; people: Namesake[] }

/** The columns of the row that the form stands for, and the fields that fill them. */
const columns = ['name', 'idNumber', 'phone', 'township', 'village', 'householdNumber', 'relation', 'status', 'monitoring'] as const
const header = new Map<Column, number>(columns.map((column, place) => [column, place]))
const fieldOfLabel = new Map<string, string>(
  columns.map((column) => [columnLabels[column], column === 'township' || column === 'village' ? 'regionCode' : column]),
)

const toCell = (text: string): Cell => (text.trim() === '' ? emptyCell : { kind: 'text', text })

/** Returns the form as a row of a sheet. */
function toRow(entry: NewPersonEntry, today: string): SheetRow {
  const [township = '', village = ''] = getPath(entry.regionCode, today).slice(3)
  const word = (labels: Record<string, string>, key: string) => lookUp(labels, key) ?? key
  const texts: Record<(typeof columns)[number], string> = {
    ...entry,
    status: word(statusLabels, entry.status),
    monitoring: word(monitoringLabels, entry.monitoring),
    township,
    village,
  }
  return { sheet: '', row: 1, hidden: false, cells: columns.map((column) => toCell(texts[column])), merged: new Set() }
}

/** Throws 422 with what is wrong at the field that it is about. A form loses nothing silently: what a roster only notes is refused here. */
function assertValid(validated: ValidatedRow | null): asserts validated is ValidatedRow {
  if (validated === null) throw invalidInput({ name: ['没有填姓名。'], idNumber: ['没有填身份证号。'] })
  const fields: Record<string, string[]> = {}
  const add = (field: string, sentence: string) => (fields[field] ??= []).push(sentence)
  for (const { column, message } of validated.problems) add(fieldOfLabel.get(column) ?? 'form', message)
  for (const { column, word } of validated.lost) add(fieldOfLabel.get(columnLabels[column]) ?? 'form', `“${word}”认不出来。`)
  if (validated.lacksHousehold) add('householdNumber', '属性和监测类型是整户的：请填户编号，或把属性和监测类型空着。')
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
}

/**
 * Adds a person who is not in the register, and enrols her in a class if one is chosen. Who has the same ID number or may be the same person
 * is returned instead. Throws 403, 404, 409, 422 with the sentences of a roster's rules, or 429: the answer
 * tells whose the numbers are, and is counted like a search by them.
 */
export async function addOnePerson(site: Site, viewer: Viewer, entry: NewPersonEntry): Promise<AddedPerson> {
  if (!canImportRosters(viewer)) throw forbidden()
  const today = toDay(site.now())
  if (entry.day > today) throw invalidInput({ day: ['还没有到这一天。'] })
  if (entry.day < '2013-01-01') throw invalidInput({ day: ['这一天太早了，请填 2013-01-01 以后的日子。'] })
  if (!canImportInto(viewer, entry.regionCode)) throw invalidInput({ regionCode: ['这个地方不归您管。请选归您管的乡镇或村。'] })
  await assertOpenCohort(site, viewer, entry.cohortId)
  const options = createValidationOptions({ viewer, today, cohortTier: null, programmeFile: site.programme.file })
  const validated = createRowValidator(options)(toRow(entry, today), header)
  assertValid(validated)
  const { name, idNumber, phone } = present(validated.entry, 'entry of a valid row')
  for (const number of [idNumber, phone]) if (number) countGivenNumber(site, viewer, number)
  if (!entry.isNobodyElse) {
    const people = await findNamesakes(site, viewer, { name, phone, regionCode: entry.regionCode, exceptIdNumber: idNumber })
    if (people.length > 0) return { kind: 'alike', people }
  }
  const result = await site.write(viewer.accountId, 'add one person', (tx) => addValidated(tx, site, viewer, { entry, validated }))
  if (result.kind === 'known' && !(await isInReach(site, viewer, result.personId)))
    throw new Refusal(409, '这个身份证号已经登记在不归您管的地方，没有再添加。确实搬来了，请联系县级管理员。')
  return result
}

async function addValidated(
  tx: Tx,
  site: Site,
  viewer: Viewer,
  { entry: { cohortId, day }, validated }: { entry: NewPersonEntry; validated: ValidatedRow },
): Promise<Exclude<AddedPerson, { kind: 'alike' }>> {
  const read = { rows: [validated], filledOn: day }
  const compare = () => compareBatch(site, viewer, read, { asking: tx })
  const before = await compare()
  const { entry, verdict } = present(before.rows[0], 'row of the form')
  if (!entry) {
    const { column, message } = present(verdict.problem, 'problem of a refused row')
    throw invalidInput({ [fieldOfLabel.get(column) ?? 'form']: [message] })
  }
  const known = before.register.persons.get(entry.idNumber)
  if (known) return { kind: 'known', personId: known.personId }
  const { staged } = stageBatch(site, before)
  await insertStaged(tx, staged)
  // Her household is in the register now: what the form says of it changes it.
  const after = await compare()
  await applyChanges(tx, site, entry, present(after.rows[0], 'row of the form').verdict.changes, after.register)
  const { personId } = present(after.register.persons.get(entry.idNumber), 'person just added')
  if (cohortId) await enrolPerson(tx, site, { cohortId, personId })
  tx.note(`person ${personId} added by hand`)
  return { kind: 'added', personId }
}
