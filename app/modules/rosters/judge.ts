// Judging a roster's rows one by one, without the register: what a row says, or why it cannot be taken.
import { type Tier, tierNames } from '#app/modules/courses/tiers.ts'
import { plainHouseholdNumber } from '#app/modules/households/household-number.ts'
import { readIdNumber } from '#app/modules/households/id-number.ts'
import { type Monitoring, monitoringKinds, type Status } from '#app/modules/households/words.ts'
import { type Cell, empty, type SheetRow } from '#app/spreadsheet/cells.ts'
import { type Header, headerIn } from '#app/spreadsheet/header.ts'
import { type Column, columnNamed, columnNames, rosterWords } from './columns.ts'
import { type FindRegion, regionOf } from './places.ts'
import { hasPrivateCharacter, notInNames, readDay, readName, readPhone } from './values.ts'
import { readMonitoring, readRelation, readSex, readStatus, readTier, saysNothing } from './words.ts'

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
  | 'household-number-damaged'
  | 'household-conflict'
  | 'household-not-yours'

export interface Problem {
  /** The column as the sheet's reader knows it. */
  column: string
  code: ProblemCode
  message: string
}

/** What a good row says. */
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

export interface JudgedRow {
  sheet: string
  row: number
  hidden: boolean
  name: string
  /** The first one is what the row is refused for. */
  problems: Problem[]
  /** What the officer should know though the row is taken. */
  notes: string[]
  /** Whether what it says of a household is lost because it names none. */
  lacksHousehold: boolean
  entry: Entry | null
}

export interface Judging {
  today: string
  findRegion: FindRegion
  /** Whether the one who imports may import into this region. */
  mayImport: (regionCode: string) => boolean
  /** The tier of the cohort that the people are to be enrolled in, if there is one. */
  cohortTier?: Tier | null
}

export const regionNotYours: Problem = { column: columnNames.township, code: 'region-not-yours', message: '这个人所在的地方不归您管。请交给那里的专干导入。' }

const numberInIdCell = '身份证号这一格是数字，表格只留得住前 15 位，后面的已经变成 0 了，看着对也不能用。请先把这一列的格式设为“文本”，再照身份证重新填写。'
const footers = /^(合计|总计|小计|共计|填表|填报|制表|审核|复核|负责人|经办|单位|备注|说明|注[:：\d]|联系人|日期|盖章|以上|校长|班主任)/

/** A row of sums may have figures in any column, heads counted in that of the ID numbers too. */
const sums = /^(合计|总计|小计|共计)/

/** Keeps what was seen in the file so far, and judges row after row. */
export function startJudging({ today, findRegion, mayImport, cohortTier = null }: Judging) {
  const seen = new Map<string, { sheet: string; row: number }>()
  const householdStatus = new Map<string, { status: Status; row: number }>()

  /** Null for rows that hold nobody: blank ones, headers repeated on each page, sums and signatures. */
  return function judge(row: SheetRow, header: Header<Column>): JudgedRow | null {
    const cell = (column: Column): Cell => row.cells[header.get(column) ?? -1] ?? empty
    const text = (column: Column) => (cell(column).kind === 'error' ? '' : cell(column).text.trim())
    if (holdsNobody(row, header, text)) return null

    const problems: Problem[] = []
    const notes: string[] = []
    const refuse = (column: Column, code: ProblemCode, message: string) => void problems.push({ column: columnNames[column], code, message })

    const name = readName(text('name'))
    if (name === '') refuse('name', 'name-missing', '没有填姓名。')
    else if (notInNames(name)) refuse('name', 'name-invalid', `姓名“${name.slice(0, 30)}”里有“${notInNames(name).slice(0, 10)}”，姓名里没有这样的字。请照身份证填写，别的话写到备注里；打不出来的字写“？”。`)
    else if (hasPrivateCharacter(name)) notes.push('姓名里有生僻字，别的电脑可能显示不出来，请核对。')

    const id = judgeIdNumber(cell('idNumber'), today)
    if ('code' in id) refuse('idNumber', id.code, id.message)
    else {
      const before = seen.get(id.number)
      if (before) refuse('idNumber', 'duplicate-in-file', `这个身份证号在${before.sheet === row.sheet ? '' : `工作表“${before.sheet}”`}第 ${before.row} 行已经有了。一个人只留一行。`)
      else seen.set(id.number, { sheet: row.sheet, row: row.row })
      const sex = readSex(text('sex'))
      if (sex && sex !== id.sex) notes.push(`表里的性别和身份证号不一致，按身份证号记为${id.sex === 'female' ? '女' : '男'}。`)
      if (id.disability) notes.push('填的是残疾人证号，取了前 18 位身份证号。')
    }

    const phone = readPhone(cell('phone'))
    if (phone === undefined) refuse('phone', 'phone-invalid', `电话“${text('phone')}”不对。手机号应是 11 位；没有电话就空着。`)

    const region = regionOf((column) => (header.has(column) ? text(column) : null), findRegion)
    if ('message' in region) refuse(region.column, 'region-unknown', region.message)
    else if (!mayImport(region.code)) problems.push(regionNotYours)

    const birthday = readDay(cell('birthday'))
    if (birthday === undefined) refuse('birthday', 'date-invalid', `出生日期“${cell('birthday').text}”看不懂，或没有这一天。请写成 1990-05-01 这样。`)
    else if (birthday && 'birthday' in id && !id.birthday.startsWith(birthday)) notes.push('表里的出生日期和身份证号不一致，按身份证号记。')
    if (readDay(cell('day')) === undefined) refuse('day', 'date-invalid', `日期“${cell('day').text}”看不懂，或没有这一天。请写成 2019-03-05 这样。`)

    const tier = readTier(text('tier'))
    if (tier === undefined) refuse('tier', 'tier-unknown', `培训层次“${text('tier')}”认不出来。请填：领导班子、乡镇骨干、创业人员。`)
    else if (tier && cohortTier && tier !== cohortTier) notes.push(`培训层次是${tierNames[tier]}，所选培训班的是${tierNames[cohortTier]}。请核对是不是选错了班。`)
    const status = readStatus(text('status'))
    if (status === undefined) refuse('status', 'status-unknown', `贫困户属性“${text('status')}”认不出来。请填：一般户、建档立卡贫困户、已脱贫、返贫；或是、否。`)
    const monitored = readMonitoring(text('monitoring'))
    if (monitored === undefined) notes.push(`监测类型“${text('monitoring')}”认不出来，没有记下。请填：${Object.values(monitoringKinds).join('、')}。`)
    const monitoring = monitored ?? monitoringIn(text('status'))

    const household = cell('householdNumber')
    if (household.kind === 'number' && Math.abs(household.number) >= 1e15) refuse('householdNumber', 'household-number-damaged', '户编号这一格是数字，而且超过 15 位，后几位已经丢了。请把这一列设为“文本”，再重新填写。')
    const householdNumber = household.kind === 'empty' || household.kind === 'error' || saysNothing(household.text) ? null : plainHouseholdNumber(household.text)
    if (householdNumber && status) {
      const before = householdStatus.get(householdNumber)
      if (before && before.status !== status) refuse('status', 'household-conflict', `同一户（第 ${before.row} 行）的贫困户属性和这一行不一样。请核对后填成一样。`)
      else if (!before) householdStatus.set(householdNumber, { status, row: row.row })
    }
    const lost = householdNumber ? [] : [...(tellsOfRegister(status) ? [columnNames.status] : []), ...(tellsOfRegister(monitored) ? [columnNames.monitoring] : [])]
    if (lost.length > 0) notes.push(`没有填户编号，${lost.join('和')}没有记下。请填上户编号再导入。`)
    if (row.hidden) notes.push('这一行在表里是隐藏的，也读了进来。')

    const entry: Entry | null =
      problems.length > 0 || 'code' in id || 'message' in region
        ? null
        : {
            name,
            idNumber: id.number,
            birthday: id.birthday,
            sex: id.sex,
            phone: phone ?? null,
            regionCode: region.code,
            householdNumber,
            relation: householdNumber ? (readRelation(text('relation')) ?? '成员') : null,
            status: householdNumber ? (status ?? null) : null,
            monitoring: householdNumber ? (monitoring ?? null) : null,
            tier: tier ?? null,
          }
    return { sheet: row.sheet, row: row.row, hidden: row.hidden, name, problems, notes, lacksHousehold: lost.length > 0, entry }
  }
}

function holdsNobody(row: SheetRow, header: Header<Column>, text: (column: Column) => string) {
  const filled = [...header].filter(([, place]) => !row.merged.has(place) && (row.cells[place]?.text.trim() ?? '') !== '')
  if (filled.length === 0) return true
  if (columnNamed(text('name') || text('idNumber')) !== null && headerIn(row, rosterWords).size >= Math.max(2, header.size - 1)) return true
  if ([text('name'), row.cells.find(({ text: said }) => said.trim() !== '')!.text].some((said) => sums.test(said.replace(/\s/g, ''))) && !/\d{15}/.test(text('idNumber'))) return true
  if (text('idNumber') !== '' || filled.length > 2) return false
  const first = row.cells.find(({ text: said }) => said.trim() !== '')?.text.trim() ?? ''
  return footers.test(first.replace(/\s/g, '')) || footers.test(text('name').replace(/\s/g, ''))
}

function judgeIdNumber(cell: Cell, today: string) {
  if (cell.kind === 'number' || cell.kind === 'date') return { code: 'id-number-damaged' as const, message: numberInIdCell }
  if (cell.kind === 'error') return { code: 'id-number-damaged' as const, message: `身份证号这一格是错误值 ${cell.text}。请照身份证重新填写。` }
  const id = readIdNumber(cell.text, today)
  return id.ok ? id : { code: `id-number-${id.fault}` as const, message: id.sentence }
}

/** 边缘易致贫户 and the like, written where the status stands, say how a household is monitored. */
const monitoringIn = (status: string) => (/不稳定|边缘|突发/.test(status) ? readMonitoring(status) : null)

/** Ordinary households have no number in the register: that theirs is one is no loss without it. */
const tellsOfRegister = (said: Status | Monitoring | null | undefined) => said !== undefined && said !== null && said !== 'none'
