// Validates a roster's rows one by one, without the register: what a row says, or why it is refused.
import { type Tier, tierLabels } from '#app/modules/courses/tiers.ts'
import { normaliseIdNumber, parseIdNumber } from '#app/modules/households/id-number.ts'
import { type Monitoring, monitoringLabels, type Status } from '#app/modules/households/labels.ts'
import { findCellFault, findKeyFault, findLengthFault } from '#app/spreadsheet/cell-values.ts'
import { type Cell, emptyCell, type SheetRow } from '#app/spreadsheet/cells.ts'
import {
  findPersonNameDoubt,
  findPersonNameFault,
  hasPrivateCharacter,
  findForbiddenCharacter,
  normaliseName,
} from '#app/text/person-name.ts'
import { type Header, parseHeader } from '#app/spreadsheet/header.ts'
import { hiddenRowNotice } from '#app/spreadsheet/unread.ts'
import { type Column, findColumn, columnLabels, rosterHeaderRules } from './columns.ts'
import { parseHouseholdNumber } from './household-cell.ts'
import { type County, type FindRegion, resolveRegion } from './places.ts'
import { isImpossibleDay, parsePhoneCell, parseDay } from './values.ts'
import { parseLifted, parseMonitoring, parseRelation, parseSex, parseStatus, parseTier, isNoAnswer } from '../vocabulary.ts'

export type ProblemCode =
  | 'id-number-damaged'
  | 'id-number-checksum'
  | 'id-number-missing'
  | 'name-missing'
  | 'name-invalid'
  | 'duplicate-in-file'
  | 'conflict-with-register'
  | 'phone-invalid'
  | 'region-unknown'
  | 'region-not-yours'
  | 'date-invalid'
  | 'tier-unknown'
  | 'status-unknown'
  | 'monitoring-unknown'
  | 'relation-unknown'
  | 'household-number-damaged'
  | 'household-conflict'
  | 'household-not-yours'

export interface Problem {
  /** The column as the sheet's reader knows it. */
  column: string
  code: ProblemCode
  message: string
}

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
  lost: { column: Column; word: string }[]
  entry: Entry | null
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

export const regionOutOfScope: Problem = {
  column: columnLabels.township,
  code: 'region-not-yours',
  message: '这个人所在的地方不归您管。请交给那里的专干导入。',
}

const numberInIdCell =
  '身份证号这一格是数字，表格只留得住前 15 位，后面的已经变成 0 了，看着对也不能用。请先把这一列的格式设为“文本”，再照身份证重新填写。'
const numbersInIdColumn =
  '这一列的身份证号后三位都是 000：整列被表格当成数字存过，后面的已经丢了，看着对也不能用。请回到原来的表，把这一列设为“文本”，照身份证重新填写。'

/** The problem code of a column with an error value, or a formula that was never calculated. Sex follows from the ID number. */
const codeOfFault: Record<Exclude<Column, 'sex'>, ProblemCode> = {
  name: 'name-invalid',
  idNumber: 'id-number-damaged',
  phone: 'phone-invalid',
  township: 'region-unknown',
  village: 'region-unknown',
  address: 'region-unknown',
  householdNumber: 'household-number-damaged',
  relation: 'relation-unknown',
  status: 'status-unknown',
  lifted: 'status-unknown',
  monitoring: 'monitoring-unknown',
  tier: 'tier-unknown',
  birthday: 'date-invalid',
  day: 'date-invalid',
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
  const seen = new Map<string, { sheet: string; row: number }>()
  const householdStatus = new Map<string, { status: Status; row: number }>()

  /** Returns null for rows without a person: blank ones, repeated headers, sums and signatures. */
  return function judge(
    row: SheetRow,
    header: Header<Column>,
    { idNumbersCut, householdNumbersCut }: ColumnFaults = noFaults,
  ): ValidatedRow | null {
    const cell = (column: Column): Cell => row.cells[header.get(column) ?? -1] ?? emptyCell
    const text = (column: Column) => (findCellFault(cell(column)) ? '' : cell(column).text.trim())
    const long = [...header].find(([column]) => findLengthFault(cell(column), maxTextLength))?.[0]
    if (long) return tooLongFor(row, long, cell(long))
    if (isRowWithoutPerson(row, header, text)) return null

    const problems: Problem[] = []
    const notes: string[] = []
    const lost: ValidatedRow['lost'] = []
    const refuse = (column: Column, code: ProblemCode, message: string) =>
      void problems.push({ column: columnLabels[column], code, message })
    /** Refuses a cell that holds an error, or a formula without its result. */
    const isFaulty = (column: Exclude<Column, 'sex'>) => {
      const fault = findCellFault(cell(column))
      if (fault)
        refuse(column, codeOfFault[column], `${columnLabels[column]}这一格${fault}。请照实填写，或在表里算出结果、粘贴成数值，再上传。`)
      return fault !== null
    }
    const lose = (column: Column, hint: string) => {
      lost.push({ column, word: text(column).slice(0, 20) })
      notes.push(`${columnLabels[column]}“${text(column)}”认不出来，没有记下。${hint}`)
    }

    const name = normaliseName(text('name'))
    if (!isFaulty('name')) {
      const wrong = findNameFault(name, cell('name'))
      const doubt = wrong ? null : findPersonNameDoubt(name)
      if (wrong) refuse('name', wrong.code, wrong.message)
      else if (/\p{Script=Han}{2}\s*\n\s*\p{Script=Han}{2}/u.test(text('name')))
        notes.push(`姓名分在两行，连起来记为“${name}”。如果是两个人，请分成两行再导入。`)
      else if (doubt) notes.push(doubt)
      else if (hasPrivateCharacter(name)) notes.push('姓名里有生僻字，别的电脑可能显示不出来，请核对。')
    }

    const id = validateIdNumber(cell('idNumber'), today, idNumbersCut)
    if ('code' in id) refuse('idNumber', id.code, id.message)
    else {
      const before = seen.get(id.number)
      if (before)
        refuse(
          'idNumber',
          'duplicate-in-file',
          `这个身份证号在${before.sheet === row.sheet ? '' : `工作表“${before.sheet}”`}第 ${before.row} 行已经有了。一个人只留一行。`,
        )
      else seen.set(id.number, { sheet: row.sheet, row: row.row })
      const sex = parseSex(text('sex'))
      const faultOfSex =
        findCellFault(cell('sex')) ?? (sex === null && !isNoAnswer(text('sex')) ? `“${text('sex').slice(0, 20)}”认不出来` : null)
      if (faultOfSex) lost.push({ column: 'sex', word: text('sex').slice(0, 20) || cell('sex').text })
      if (faultOfSex)
        notes.push(`性别${faultOfSex.startsWith('是') ? '这一格' : ''}${faultOfSex}，按身份证号记为${id.sex === 'female' ? '女' : '男'}。`)
      else if (sex && sex !== id.sex) notes.push(`表里的性别和身份证号不一致，按身份证号记为${id.sex === 'female' ? '女' : '男'}。`)
      if (id.disability) notes.push('填的是残疾人证号，取了前 18 位身份证号。')
    }

    const told = isFaulty('phone') ? { phones: [], others: [] } : parsePhoneCell(cell('phone'))
    const phones = told?.phones
    if (phones === undefined)
      refuse(
        'phone',
        'phone-invalid',
        `电话${findKeyFault(cell('phone')) ? `这一格${findKeyFault(cell('phone'))}` : `“${text('phone')}”不对`}。手机号应是 11 位；没有电话就空着。`,
      )
    else if (phones.length > 1) notes.push('填了几个电话，只记下第一个。')
    for (const other of told?.others ?? []) lost.push({ column: 'phone', word: other.slice(0, 20) })
    if (told && told.others.length > 0) notes.push(`电话里的“${told.others[0]!.slice(0, 20)}”不是号码，没有记下。`)

    const isTold = (column: Column) => header.has(column) && text(column) !== ''
    const faultyPlace = (['township', 'village', 'address'] as const)
      .filter((column) => (column === 'address' ? !isTold('township') : true))
      .map(isFaulty)
    if (isTold('township') && findCellFault(cell('address'))) {
      lost.push({ column: 'address', word: cell('address').text })
      notes.push(`住址这一格${findCellFault(cell('address'))}，没有看。`)
    }
    const region = resolveRegion(
      (column) => (!header.has(column) ? null : isNoAnswer(text(column)) ? '' : text(column)),
      county,
      findRegion,
    )
    if (!faultyPlace.includes(true)) {
      if ('message' in region) refuse(region.column, 'region-unknown', region.message)
      else if (!mayImport(region.code)) problems.push(regionOutOfScope)
    }

    const birthday = isFaulty('birthday') ? null : parseDay(cell('birthday'))
    if (isImpossibleDay(cell('birthday')))
      refuse('birthday', 'date-invalid', `出生日期“${cell('birthday').text}”没有这一天。请写成 1990-05-01 这样。`)
    else if (birthday === undefined) lose('birthday', '生日按身份证号记。')
    else if (birthday && 'birthday' in id && !id.birthday.startsWith(birthday)) notes.push('表里的出生日期和身份证号不一致，按身份证号记。')
    if (!isFaulty('day') && parseDay(cell('day')) === undefined) {
      if (isImpossibleDay(cell('day')))
        refuse('day', 'date-invalid', `日期“${cell('day').text}”没有这一天。请写成 2019-03-05 这样，或只写年份。`)
      // 未脱贫 and similar words mean that there is none.
      else if (/[\p{N}一二三四五六七八九十]/u.test(text('day'))) lose('day', '请写成 2019-03-05 这样，或只写年份。')
      else notes.push(`日期“${text('day').slice(0, 20)}”不是日期，没有看。`)
    }

    const tier = isFaulty('tier') ? null : parseTier(text('tier'))
    if (tier === undefined) lose('tier', '请填：领导班子、乡镇骨干、创业人员。')
    else if (tier && cohortTier && tier !== cohortTier)
      notes.push(`培训层次是${tierLabels[tier]}，所选培训班的是${tierLabels[cohortTier]}。请核对是不是选错了班。`)
    const said = isFaulty('status') ? null : parseStatus(text('status'))
    if (said === undefined) lose('status', '请填：一般户、建档立卡贫困户、已脱贫、返贫；或是、否。')
    const lifted = isFaulty('lifted') ? null : parseLifted(text('lifted'))
    if (lifted === undefined) lose('lifted', '请填：是、否。')
    const status = said === null || (said === 'registered' && lifted) ? (lifted ?? said) : said
    const monitored = isFaulty('monitoring') ? null : parseMonitoring(text('monitoring'))
    if (monitored === undefined) lose('monitoring', `请填：${Object.values(monitoringLabels).join('、')}。`)
    const monitoring = monitored ?? monitoringIn(text('status'))
    const relation = isFaulty('relation')
      ? null
      : ['number', 'date'].includes(cell('relation').kind)
        ? undefined
        : parseRelation(text('relation'))
    if (relation === undefined) lose('relation', '请填：户主、配偶、之子、之女等。')

    const household = parseHouseholdNumber(cell('householdNumber'), householdNumbersCut)
    if ('message' in household) refuse('householdNumber', 'household-number-damaged', household.message)
    else if (household.note) {
      lost.push({ column: 'householdNumber', word: text('householdNumber').slice(0, 20) })
      notes.push(household.note)
    }
    const householdNumber = 'number' in household ? household.number : null
    if (householdNumber && status) {
      const before = householdStatus.get(householdNumber)
      if (before && before.status !== status)
        refuse('status', 'household-conflict', `同一户（第 ${before.row} 行）的贫困户属性和这一行不一样。请核对后填成一样。`)
      else if (!before) householdStatus.set(householdNumber, { status, row: row.row })
    }
    const missed =
      householdNumber || 'message' in household
        ? []
        : [
            ...(isAboutRegistration(status) ? [columnLabels.status] : []),
            ...(isAboutRegistration(monitored) ? [columnLabels.monitoring] : []),
          ]
    if (missed.length > 0) notes.push(`没有填户编号，${missed.join('和')}没有记下。请填上户编号再导入。`)
    const hiddenNote = hiddenRowNotice(row)
    if (hiddenNote) notes.push(hiddenNote)

    const entry: Entry | null =
      problems.length > 0 || 'code' in id || 'message' in region
        ? null
        : {
            name,
            idNumber: id.number,
            birthday: id.birthday,
            sex: id.sex,
            phone: phones?.[0] ?? null,
            regionCode: region.code,
            householdNumber,
            relation: householdNumber ? (relation ?? '成员') : null,
            status: householdNumber ? (status ?? null) : null,
            monitoring: householdNumber ? (monitoring ?? null) : null,
            tier: tier ?? null,
          }
    return {
      sheet: row.sheet,
      row: row.row,
      hidden: row.hidden,
      name: name.slice(0, maxNameLength),
      problems,
      notes,
      lacksHousehold: missed.length > 0,
      lost: entry ? lost : [],
      entry,
    }
  }
}

/** Maximum length of a name, a number or an address, in characters. */
const maxTextLength = 300
const maxNameLength = 50

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

function validateIdNumber(cell: Cell, today: string, isCut: boolean) {
  if (cell.kind === 'number') return { code: 'id-number-damaged' as const, message: numberInIdCell }
  const fault = findKeyFault(cell)
  if (fault) return { code: 'id-number-damaged' as const, message: `身份证号这一格${fault}。请照身份证重新填写。` }
  if (isCut && /^\d{15}000$/.test(normaliseIdNumber(cell.text))) return { code: 'id-number-damaged' as const, message: numbersInIdColumn }
  const id = parseIdNumber(cell.text, today)
  return id.ok ? id : { code: `id-number-${id.fault}` as const, message: id.sentence }
}

function findNameFault(name: string, cell: Cell): { code: ProblemCode; message: string } | null {
  if (name === '') return { code: 'name-missing', message: '没有填姓名。' }
  if (name.length > maxNameLength)
    return { code: 'name-invalid', message: `姓名有 ${name.length} 个字，太长了，最多 ${maxNameLength} 字。请照身份证填写。` }
  if (cell.kind === 'boolean') return { code: 'name-invalid', message: `姓名这一格是 ${name}，不是姓名。请照身份证填写。` }
  const fault = findPersonNameFault(name)
  if (fault) return { code: 'name-invalid', message: fault }
  const signs = findForbiddenCharacter(name)
  return signs === ''
    ? null
    : {
        code: 'name-invalid',
        message: `姓名“${name.slice(0, 30)}”里有“${signs.slice(0, 10)}”，姓名里没有这样的字。请照身份证填写，别的话写到备注里；打不出来的字写“？”。`,
      }
}

/** Finds 边缘易致贫户 and similar words in the status column, which state how a household is monitored. */
const monitoringIn = (status: string) => (/不稳定|边缘|突发/.test(status) ? parseMonitoring(status) : null)

/**
 * Whether the statement is about a registered household. Ordinary households have no number in the register, so "ordinary" is no loss
 * without one.
 */
const isAboutRegistration = (said: Status | Monitoring | null | undefined) => said !== undefined && said !== null && said !== 'none'
