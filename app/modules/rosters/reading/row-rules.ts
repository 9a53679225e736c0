// The rules of a row, a function a rule: each reads its columns, adds problems, notes and lost words to the findings, and returns the
// value. None reads the register.
import { type Tier, tierLabels } from '#app/modules/courses/tiers.ts'
import { normaliseIdNumber, parseIdNumber } from '#app/modules/households/id-number.ts'
import { type Monitoring, monitoringLabels, type Status } from '#app/modules/households/labels.ts'
import { findCellFault, findKeyFault } from '#app/spreadsheet/cell-values.ts'
import type { Cell } from '#app/spreadsheet/cells.ts'
import {
  findPersonNameDoubt,
  findPersonNameFault,
  hasPrivateCharacter,
  findForbiddenCharacter,
  normaliseName,
} from '#app/text/person-name.ts'
import { type Column, columnLabels } from './columns.ts'
import { parseHouseholdNumber } from './household-cell.ts'
import { type County, type FindRegion, resolveRegion } from './places.ts'
import type { Problem, ProblemCode, RowFindings } from './row-findings.ts'
import { isImpossibleDay, parsePhoneCell, parseDay } from './values.ts'
import { parseLifted, parseMonitoring, parseRelation, parseSex, parseStatus, parseTier, isNoAnswer } from '../vocabulary.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** Maximum length of a name, in characters. */
export const maxNameLength = maxLengths.personName

/** The position of a row in the file. */
export interface RowPlace {
  sheet: string
  row: number
}

/** Reads the name, normalised, whether it is valid or not. */
export function readName({ cell, text, notes, refuse, isFaulty }: RowFindings): string {
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
  return name
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

const numberInIdCell =
  '身份证号这一格是数字，表格只留得住前 15 位，后面的已经变成 0 了，看着对也不能用。请先把这一列的格式设为“文本”，再照身份证重新填写。'
const numbersInIdColumn =
  '这一列的身份证号后三位都是 000：整列被表格当成数字存过，后面的已经丢了，看着对也不能用。请回到原来的表，把这一列设为“文本”，照身份证重新填写。'

/** Reads the ID number; null if it is invalid. `isCut`: the column lost digits in a spreadsheet. `seen`: numbers so far; this one is added. */
export function readIdNumber(
  findings: RowFindings,
  { today, isCut, seen }: { today: string; isCut: boolean; seen: Map<string, RowPlace> },
) {
  const { row, cell, notes, refuse } = findings
  const id = validateIdNumber(cell('idNumber'), today, isCut)
  if ('code' in id) {
    refuse('idNumber', id.code, id.message)
    return null
  }
  const before = seen.get(id.number)
  if (before)
    refuse(
      'idNumber',
      'duplicate-in-file',
      `这个身份证号在${before.sheet === row.sheet ? '' : `工作表“${before.sheet}”`}第 ${before.row} 行已经有了。一个人只留一行。`,
    )
  else seen.set(id.number, { sheet: row.sheet, row: row.row })
  compareSex(findings, id.sex)
  if (id.disability) notes.push('填的是残疾人证号，取了前 18 位身份证号。')
  return id
}

function validateIdNumber(cell: Cell, today: string, isCut: boolean) {
  if (cell.kind === 'number') return { code: 'id-number-damaged' as const, message: numberInIdCell }
  const fault = findKeyFault(cell)
  if (fault) return { code: 'id-number-damaged' as const, message: `身份证号这一格${fault}。请照身份证重新填写。` }
  if (isCut && /^\d{15}000$/.test(normaliseIdNumber(cell.text))) return { code: 'id-number-damaged' as const, message: numbersInIdColumn }
  const id = parseIdNumber(cell.text, today)
  return id.ok ? id : { code: `id-number-${id.fault}` as const, message: id.sentence }
}

/** Notes where the sheet's sex differs from that of the ID number, which counts. */
function compareSex({ cell, text, notes, lost }: RowFindings, ofNumber: 'female' | 'male') {
  const sex = parseSex(text('sex'))
  const fault = findCellFault(cell('sex')) ?? (sex === null && !isNoAnswer(text('sex')) ? `“${text('sex').slice(0, 20)}”认不出来` : null)
  if (fault) lost.push({ column: 'sex', word: text('sex').slice(0, 20) || cell('sex').text })
  if (fault) notes.push(`性别${fault.startsWith('是') ? '这一格' : ''}${fault}，按身份证号记为${ofNumber === 'female' ? '女' : '男'}。`)
  else if (sex && sex !== ofNumber) notes.push(`表里的性别和身份证号不一致，按身份证号记为${ofNumber === 'female' ? '女' : '男'}。`)
}

/** Reads the first phone number; null if there is none or it is invalid. */
export function readPhone({ cell, text, notes, lost, refuse, isFaulty }: RowFindings): string | null {
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
  return phones?.[0] ?? null
}

/** How to look up a place, and whether the importing person may import there. */
interface PlaceOptions {
  county: County
  findRegion: FindRegion
  mayImport: (regionCode: string) => boolean
}

export const regionOutOfScope: Problem = {
  column: columnLabels.township,
  code: 'region-not-yours',
  message: '这个人所在的地方不归您管。请交给那里的专干导入。',
}

/** Reads the region code; null if the place is not recognised. */
export function readRegion(
  { header, cell, text, problems, notes, lost, refuse, isFaulty }: RowFindings,
  { county, findRegion, mayImport }: PlaceOptions,
): string | null {
  const isTold = (column: Column) => header.has(column) && text(column) !== ''
  const faultyPlace = (['township', 'village', 'address'] as const)
    .filter((column) => (column === 'address' ? !isTold('township') : true))
    .map(isFaulty)
  if (isTold('township') && findCellFault(cell('address'))) {
    lost.push({ column: 'address', word: cell('address').text })
    notes.push(`住址这一格${findCellFault(cell('address'))}，没有看。`)
  }
  const region = resolveRegion((column) => (!header.has(column) ? null : isNoAnswer(text(column)) ? '' : text(column)), county, findRegion)
  if (!faultyPlace.includes(true)) {
    if ('message' in region) refuse(region.column, 'region-unknown', region.message)
    else if (!mayImport(region.code)) problems.push(regionOutOfScope)
  }
  return 'message' in region ? null : region.code
}

/** Checks the days, none of which is stored. `ofNumber`: the birthday in the ID number. */
export function checkDays({ cell, text, notes, refuse, isFaulty, lose }: RowFindings, ofNumber: string | undefined) {
  const birthday = isFaulty('birthday') ? null : parseDay(cell('birthday'))
  if (isImpossibleDay(cell('birthday')))
    refuse('birthday', 'date-invalid', `出生日期“${cell('birthday').text}”没有这一天。请写成 1990-05-01 这样。`)
  else if (birthday === undefined) lose('birthday', '生日按身份证号记。')
  else if (birthday && ofNumber !== undefined && !ofNumber.startsWith(birthday))
    notes.push('表里的出生日期和身份证号不一致，按身份证号记。')
  if (!isFaulty('day') && parseDay(cell('day')) === undefined) {
    if (isImpossibleDay(cell('day')))
      refuse('day', 'date-invalid', `日期“${cell('day').text}”没有这一天。请写成 2019-03-05 这样，或只写年份。`)
    // 未脱贫 and similar words mean that there is none.
    else if (/[\p{N}一二三四五六七八九十]/u.test(text('day'))) lose('day', '请写成 2019-03-05 这样，或只写年份。')
    else notes.push(`日期“${text('day').slice(0, 20)}”不是日期，没有看。`)
  }
}

/** Reads the tier, and notes if it differs from the class's. */
export function readTier({ text, notes, isFaulty, lose }: RowFindings, cohortTier: Tier | null): Tier | null {
  const tier = isFaulty('tier') ? null : parseTier(text('tier'))
  if (tier === undefined) lose('tier', '请填：领导班子、乡镇骨干、创业人员。')
  else if (tier && cohortTier && tier !== cohortTier)
    notes.push(`培训层次是${tierLabels[tier]}，所选培训班的是${tierLabels[cohortTier]}。请核对是不是选错了班。`)
  return tier ?? null
}

/** The row's values about a household and the person's relation to its head; stored if the row has a household number. */
export interface HouseholdFacts {
  status: Status | null
  monitoring: Monitoring | null
  /** The value of the monitoring column itself; `monitoring` may come from the status column. */
  monitoringColumn: Monitoring | null
  relation: string | null
}

/** Reads status, monitoring and relation. */
export function readHouseholdFacts({ cell, text, isFaulty, lose }: RowFindings): HouseholdFacts {
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
  return { status: status ?? null, monitoring: monitoring ?? null, monitoringColumn: monitored ?? null, relation: relation ?? null }
}

/** Reads the household number. `isMissed`: facts are lost because there is none. `statuses`: the file's households so far. */
export function readHousehold(
  { row, cell, text, notes, lost, refuse }: RowFindings,
  { status, monitoringColumn }: HouseholdFacts,
  { isCut, statuses }: { isCut: boolean; statuses: Map<string, { status: Status; row: number }> },
): { number: string | null; isMissed: boolean } {
  const household = parseHouseholdNumber(cell('householdNumber'), isCut)
  if ('message' in household) refuse('householdNumber', 'household-number-damaged', household.message)
  else if (household.note) {
    lost.push({ column: 'householdNumber', word: text('householdNumber').slice(0, 20) })
    notes.push(household.note)
  }
  const householdNumber = 'number' in household ? household.number : null
  if (householdNumber && status) {
    const before = statuses.get(householdNumber)
    if (before && before.status !== status)
      refuse('status', 'household-conflict', `同一户（第 ${before.row} 行）的贫困户属性和这一行不一样。请核对后填成一样。`)
    else if (!before) statuses.set(householdNumber, { status, row: row.row })
  }
  const missed =
    householdNumber || 'message' in household
      ? []
      : [
          ...(isAboutRegistration(status) ? [columnLabels.status] : []),
          ...(isAboutRegistration(monitoringColumn) ? [columnLabels.monitoring] : []),
        ]
  if (missed.length > 0) notes.push(`没有填户编号，${missed.join('和')}没有记下。请填上户编号再导入。`)
  return { number: householdNumber, isMissed: missed.length > 0 }
}

/** Finds 边缘易致贫户 and similar words in the status column, which state how a household is monitored. */
const monitoringIn = (status: string) => (/不稳定|边缘|突发/.test(status) ? parseMonitoring(status) : null)

/**
 * Whether the statement is about a registered household. Ordinary households have no number in the register, so "ordinary" is no loss
 * without one.
 */
const isAboutRegistration = (said: Status | Monitoring | null) => said !== null && said !== 'none'
