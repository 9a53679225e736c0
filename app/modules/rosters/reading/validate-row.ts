// Validates a roster's rows one by one, without the register: what a row says, or why it is refused.
import type { Tier } from '#app/modules/courses/tiers.ts'
import type { Monitoring, Status } from '#app/modules/households/labels.ts'
import { findLengthFault } from '#app/spreadsheet/cell-values.ts'
import type { Cell, SheetRow } from '#app/spreadsheet/cells.ts'
import { type Header, parseHeader } from '#app/spreadsheet/header.ts'
import { hiddenRowNotice } from '#app/spreadsheet/unread.ts'
import { type Column, findColumn, columnLabels, rosterHeaderRules } from './columns.ts'
import type { County, FindRegion } from './places.ts'
import { codeOfFault, createRowFindings, type LostWord, type Problem } from './row-findings.ts'
import {
  checkDays,
  maxNameLength,
  readHousehold,
  readHouseholdFacts,
  readIdNumber,
  readName,
  readPhone,
  readRegion,
  readTier,
  type RowPlace,
} from './row-rules.ts'

/** The content of a good row. */
export interface Entry {
  name: string
  idNumber: string
  birthday: string
  sex: 'female' | 'male'
  phone: string | null
  regionCode: string
  householdNumber: string | null
  relation: string | null
  status: Status | null
  monitoring: Monitoring | null
  tier: Tier | null
}

/** The content of a refused row as far as it was understood. */
export type PartialEntry = Omit<Entry, 'idNumber' | 'birthday' | 'sex' | 'regionCode'> & {
  [Field in 'idNumber' | 'birthday' | 'sex' | 'regionCode']: Entry[Field] | null
}

export interface ValidatedRow {
  sheet: string
  row: number
  hidden: boolean
  name: string
  /** The first one is the reason for the refusal. */
  problems: Problem[]
  /** Remarks for the officer although the row is accepted. */
  notes: string[]
  /** Whether its statement about a household is lost because it names none. */
  lacksHousehold: boolean
  /** Unknown words in optional columns: they are not stored, and the row is accepted without them. */
  lost: LostWord[]
  entry: Entry | null
  /** Of a refused row, what was understood of it; of a good one, `entry` says it. */
  partial?: PartialEntry
}

export interface ValidationOptions {
  today: string
  county: County
  findRegion: FindRegion
  /** Whether the importing person may import into this region. */
  mayImport: (regionCode: string) => boolean
  /** The tier of the cohort in which the people are to be enrolled, if there is one. */
  cohortTier?: Tier | null
}

/** Faults that a column shows as a whole but none of its cells does. */
export interface ColumnFaults {
  /** Its numbers lost digits in a spreadsheet's number column on the way to .csv. */
  idNumbersCut: boolean
  householdNumbersCut: boolean
}
const noFaults: ColumnFaults = { idNumbersCut: false, householdNumbersCut: false }

const footers = /^(合计|总计|小计|共计|填表|填报|制表|审核|复核|负责人|经办|单位|备注|说明|注[:：\d]|联系人|日期|盖章|以上|校长|班主任)/

/** A row of sums may have numbers in any column, even a count of people in that of the ID numbers. */
const sums = /^(合计|总计|小计|共计)/

/** Creates a validator that remembers what it has seen in the file. */
export function createRowValidator({ today, county, findRegion, mayImport, cohortTier = null }: ValidationOptions) {
  const seen = new Map<string, RowPlace>()
  const statuses = new Map<string, { status: Status; row: number }>()

  /** Returns null for rows without a person: blank ones, repeated headers, sums and signatures. */
  return function judge(
    row: SheetRow,
    header: Header<Column>,
    { idNumbersCut, householdNumbersCut }: ColumnFaults = noFaults,
  ): ValidatedRow | null {
    const findings = createRowFindings(row, header)
    const { cell, text, problems, notes, lost } = findings
    const long = [...header].find(([column]) => findLengthFault(cell(column), maxTextLength))?.[0]
    if (long) return tooLongFor(row, long, cell(long))
    if (isRowWithoutPerson(row, header, text)) return null

    const name = readName(findings)
    const id = readIdNumber(findings, { today, isCut: idNumbersCut, seen })
    const phone = readPhone(findings)
    const regionCode = readRegion(findings, { county, findRegion, mayImport })
    checkDays(findings, id?.birthday)
    const tier = readTier(findings, cohortTier)
    const facts = readHouseholdFacts(findings)
    const household = readHousehold(findings, facts, { isCut: householdNumbersCut, statuses })
    const hiddenNote = hiddenRowNotice(row)
    if (hiddenNote) notes.push(hiddenNote)

    const understood: PartialEntry = {
      name: name.slice(0, maxNameLength),
      idNumber: id?.number ?? null,
      birthday: id?.birthday ?? null,
      sex: id?.sex ?? null,
      phone,
      regionCode,
      householdNumber: household.number,
      relation: household.number ? (facts.relation ?? '成员') : null,
      status: household.number ? facts.status : null,
      monitoring: household.number ? facts.monitoring : null,
      tier,
    }
    const entry = problems.length === 0 && isWhole(understood) ? understood : null
    return {
      sheet: row.sheet,
      row: row.row,
      hidden: row.hidden,
      name: name.slice(0, maxNameLength),
      problems,
      notes,
      lacksHousehold: household.isMissed,
      lost: entry ? lost : [],
      entry,
      ...(entry ? {} : { partial: understood }),
    }
  }
}

const isWhole = (understood: PartialEntry): understood is Entry => understood.idNumber !== null && understood.regionCode !== null

/** Maximum length of a name, a number or an address, in characters. */
const maxTextLength = 300

/** Refuses a row with a text so long that parsing it would take longer than all other rows together. */
const tooLongFor = (row: SheetRow, column: Column, cell: Cell): ValidatedRow => ({
  sheet: row.sheet,
  row: row.row,
  hidden: row.hidden,
  name: '',
  problems: [
    {
      column: columnLabels[column],
      code: column === 'sex' ? 'name-invalid' : codeOfFault[column],
      message: `${columnLabels[column]}这一格${findLengthFault(cell, maxTextLength)}。请只留该填的，再上传。`,
    },
  ],
  notes: [],
  lacksHousehold: false,
  lost: [],
  entry: null,
})

function isRowWithoutPerson(row: SheetRow, header: Header<Column>, text: (column: Column) => string) {
  const filled = [...header].filter(([, place]) => !row.merged.has(place) && (row.cells[place]?.text.trim() ?? '') !== '')
  if (filled.length === 0) return true
  if (findColumn(text('name') || text('idNumber')) !== null && parseHeader(row, rosterHeaderRules).size >= Math.max(2, header.size - 1))
    return true
  if (
    [text('name'), row.cells.find(({ text: said }) => said.trim() !== '')!.text].some((said) => sums.test(said.replace(/\s/g, ''))) &&
    !/\d{15}/.test(text('idNumber'))
  )
    return true
  if (text('idNumber') !== '' || filled.length > 2) return false
  const first = row.cells.find(({ text: said }) => said.trim() !== '')?.text.trim() ?? ''
  return footers.test(first.replace(/\s/g, '')) || footers.test(text('name').replace(/\s/g, ''))
}
