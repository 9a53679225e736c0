// Validates a row of a list without the register: what it says of a shop, or why it is refused.
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { findLengthFault } from '#app/spreadsheet/cell-values.ts'
import type { Cell, SheetRow } from '#app/spreadsheet/cells.ts'
import type { Header } from '#app/spreadsheet/header.ts'
import { hiddenRowNotice } from '#app/spreadsheet/unread.ts'
import { findLookAlike } from '#app/text/keys.ts'
import { findPersonNameDoubt, findPersonNameFault, normaliseName } from '#app/text/person-name.ts'
import { type Handling, type Platform, shippingOf, type Skill } from '../shop.ts'
import { type Column, columnLabels } from './columns.ts'
import { findPlace, findPlaces, type Places } from './places.ts'
import {
  codeOfFault,
  createRowFindings,
  isNoAnswer,
  isNoAnswerWord,
  type LostWord,
  type Problem,
  type RowFindings,
  textOf,
} from './row-findings.ts'
import { findCategory, parseHandling, parsePlatform, parseSalesBand, parseSide, parseSkill, type ShopListVocabulary } from './vocabulary.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** A row's values; fields without a column, or with an empty cell, are left out. */
export interface ShopRowValues {
  side: 'west' | 'east'
  name: string
  ownerName: string
  phone: string
  regionCode: string
  platforms?: Platform[] | undefined
  categories?: string[] | undefined
  band?: number | undefined
  staff?: number | undefined
  registeredStaff?: number | undefined
  startingSales?: number | undefined
  startingOrders?: number | undefined
  needs?: Skill[] | undefined
  ships?: Handling[] | undefined
  willHelp?: number | undefined
  teaches?: Skill[] | undefined
  handles?: Handling[] | undefined
  buys?: string[] | undefined
}

export interface ValidatedShop {
  sheet: string
  row: number
  name: string
  said: ShopRowValues | null
  problems: Problem[]
  /** Remarks for the coordinator although the row is accepted. */
  notes: string[]
  lost: LostWord[]
}

interface ShopValidationOptions {
  places: Places
  words: ShopListVocabulary
  /** The columns in 万元. */
  tenThousands: ReadonlySet<Column>
}

/** Validates a row of a sheet; returns null if it says nothing. */
export function validateShop(
  row: SheetRow,
  header: Header<Column>,
  { places, words, tenThousands }: ShopValidationOptions,
): ValidatedShop | null {
  const findings = createRowFindings(row, header, tenThousands)
  const { problems, lost, number, several } = findings
  const long = [...header].find(([, place]) => row.cells[place] && findLengthFault(row.cells[place]))
  if (long) return tooLongFor(row, long[0], row.cells[long[1]]!)
  if (isRowWithoutShop(row)) return null

  const goodsNamed = (word: string) => findCategory(words, word)
  const name = readName(findings)
  const owner = readOwner(findings)
  const phone = readPhone(findings)
  const side = readSide(findings, places, words)
  const regionCode = readRegion(findings, side, places, words)
  const band = readBand(findings)
  const goods = readGoods(findings, goodsNamed)
  const staff = readStaff(findings)
  const said: ShopRowValues = {
    side: side ?? 'west',
    name,
    ownerName: owner.name,
    phone: phone ?? '',
    regionCode: regionCode ?? '',
    platforms: several('platforms', parsePlatform, 'word-unknown', 'other'),
    categories: goods,
    band,
    ...staff,
    startingSales: number('startingSales', 1_000_000_000),
    startingOrders: number('startingOrders', 100_000_000),
    needs: several('needs', parseSkill, 'word-unknown'),
    ships: several('ships', parseHandling, 'word-unknown'),
    willHelp: number('willHelp', 20),
    teaches: several('teaches', parseSkill, 'word-unknown'),
    handles: several('handles', parseHandling, 'word-unknown'),
    buys: several('buys', goodsNamed, 'category-unknown'),
  }
  const kept = toOwnSide(said)
  return {
    sheet: row.sheet,
    row: row.row,
    name: name || '（空）',
    said: problems.length === 0 ? kept.said : null,
    problems,
    notes: [findPersonNameDoubt(owner.asWritten, '店主'), hiddenRowNotice(row), kept.note].filter((note) => note !== null),
    lost: problems.length === 0 ? lost : [],
  }
}

/** What only one side's shops say. */
const sideColumns = {
  west: ['registeredStaff', 'startingSales', 'startingOrders', 'needs', 'ships'],
  east: ['willHelp', 'teaches', 'handles', 'buys'],
} as const satisfies Record<string, readonly (keyof ShopRowValues)[]>

/**
 * Moves how goods travel to the field of the shop's own side, whichever column says it: 发货方式 and 发货经验 mean the same to who fills in
 * a list. Leaves out what only the other side's shops say, with a note, unless it is nothing.
 */
function toOwnSide(said: ShopRowValues): { said: ShopRowValues; note: string | null } {
  const isEastern = said.side === 'east'
  const travels = said.ships || said.handles ? shippingOf({ ships: said.ships ?? [], handles: said.handles ?? [] }) : undefined
  const foreign = sideColumns[isEastern ? 'west' : 'east'].filter((column) => column !== 'ships' && column !== 'handles')
  const unused = foreign.filter((column) => (said[column] ?? 0) !== 0)
  return {
    said: {
      ...said,
      ...Object.fromEntries(foreign.map((column) => [column, undefined])),
      ships: isEastern ? undefined : travels,
      handles: isEastern ? travels : undefined,
    },
    note:
      unused.length === 0
        ? null
        : `${unused.map((column) => `“${columnLabels[column]}”`).join('、')}是${isEastern ? '西部' : '东部'}店填的，没有记`,
  }
}

/** Refuses a row whose text is too long to parse. */
const tooLongFor = (row: SheetRow, column: Column, cell: Cell): ValidatedShop => ({
  sheet: row.sheet,
  row: row.row,
  name: '（太长）',
  said: null,
  notes: [],
  lost: [],
  problems: [
    {
      column: columnLabels[column],
      code: codeOfFault[column],
      message: `${columnLabels[column]}这一格${findLengthFault(cell)}。请只留该填的，再上传。`,
    },
  ],
})

function readName({ text, wrong, isFaulty }: RowFindings): string {
  const name = text('name').replace(/\s+/g, '')
  const alike = findLookAlike(name.replace(/[^\p{Script=Cyrillic}\p{Script=Greek}]/gu, ''))
  if (!isFaulty('name') && (isNoAnswer(name) || name === '同上' || !/[\p{L}1-9]/u.test(name)))
    wrong('name', 'name-missing', name === '' ? '没有店名。' : `“${name}”不是店名。请填店的全名。`)
  else if (alike)
    wrong('name', 'name-missing', `店名“${name}”里的“${alike.sign}”是${alike.what}，看着像、其实不是一个字。请换成普通的英文字母。`)
  return name
}

/** Reads the owner's name, without spaces and as it was written. */
function readOwner({ cell, text, wrong, isFaulty }: RowFindings): { name: string; asWritten: string } {
  const ownerName = text('owner').replace(/\s+/g, '')
  const asWritten = normaliseName(cell('owner')?.text ?? '')
  const hasOwner = !isFaulty('owner')
  const ownerFault = ownerName.length > 40 ? null : findPersonNameFault(asWritten, '店主')
  if (hasOwner && isNoAnswer(ownerName)) wrong('owner', 'owner-missing', '没有店主姓名。')
  else if (hasOwner && ownerName.length > maxLengths.accountName)
    wrong('owner', 'owner-missing', `店主姓名太长，最多 ${maxLengths.accountName} 字。请照身份证填写。`)
  else if (hasOwner && ownerFault) wrong('owner', 'owner-missing', ownerFault)
  else if (hasOwner && (isNoAnswerWord(ownerName) || /\d{5}|[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(ownerName)))
    wrong('owner', 'owner-missing', `店主“${ownerName}”不是姓名。请照身份证填写，电话填在手机号一列。`)
  return { name: ownerName, asWritten }
}

function readPhone({ text, wrong, isFaulty }: RowFindings) {
  const phone = parseMobileNumber(text('phone'))
  if (!isFaulty('phone') && !phone)
    wrong('phone', 'phone-invalid', text('phone') === '' ? '没有店主手机号，店主没法登录。' : `手机号“${text('phone')}”不是 11 位手机号。`)
  return phone
}

const placeIn = (text: RowFindings['text']) => text('region').replace(/\s+/g, '')

/** Reads the side from its column, else from the sheet's name, else from the place; null if none tells. */
function readSide({ row, text, lost, wrong, isFaulty }: RowFindings, places: Places, words: ShopListVocabulary) {
  const place = placeIn(text)
  if (parseSide(words, text('side')) === null && !isNoAnswer(text('side'))) lost.push({ column: 'side', word: text('side').slice(0, 20) })
  const side =
    parseSide(words, text('side')) ??
    parseSide(words, row.sheet) ??
    (findPlaces(places.west, place).size > 0 ? 'west' : findPlaces(places.east, place).size > 0 ? 'east' : null)
  if (!isFaulty('side') && !isFaulty('region') && !side)
    wrong('side', 'side-unknown', '看不出是东部还是西部的店。请加一列“哪一方”，写“东部”或“西部”。')
  return side
}

/** Reads a western shop's township or an eastern one's county, by default the current one. */
function readRegion(
  { text, lost, wrong, isFaulty }: RowFindings,
  side: 'west' | 'east' | null,
  places: Places,
  words: ShopListVocabulary,
): string | undefined {
  const place = placeIn(text)
  const isElsewhere = side === 'east' && findPlace(places.east, place) === undefined && findPlace(places.west, place) !== undefined
  const regionCode =
    side === 'east'
      ? isElsewhere
        ? undefined
        : (findPlace(places.east, place) ?? [...places.east.values()][0])
      : findPlace(places.west, place)
  if (!isFaulty('region') && side && !regionCode)
    wrong(
      'region',
      'region-unknown',
      place === ''
        ? '没有写在哪个乡镇。'
        : isElsewhere
          ? `写的是东部的店，“${place}”却在${words.county}。请核对。`
          : `“${place}”不是${words.county}的乡镇，或写了几个。`,
    )
  else if (side === 'east' && !isNoAnswer(place) && findPlace(places.east, place) === undefined)
    lost.push({ column: 'region', word: place.slice(0, 20) })
  return regionCode
}

function readBand({ text, tenThousands, wrong, isFaulty }: RowFindings): number | undefined {
  const band =
    isFaulty('band') || isNoAnswer(text('band')) ? undefined : parseSalesBand(text('band'), { inTenThousands: tenThousands.has('band') })
  if (band === null) wrong('band', 'number-invalid', `年销售额“${text('band')}”看不懂，请写成“30 万元”或金额。`)
  return band ?? undefined
}

/** Reads the categories, which are required. */
function readGoods({ problems, wrong, several }: RowFindings, goodsNamed: (word: string) => string | null) {
  const goods = several('categories', goodsNamed, 'category-unknown')
  if (goods === undefined && problems.every(({ code }) => code !== 'category-unknown'))
    wrong('categories', 'category-unknown', '没有写卖什么。')
  return goods
}

function readStaff({ number, wrong }: RowFindings) {
  const staff = number('staff', 100_000)
  const registeredStaff = number('registeredStaff', 100_000)
  if (registeredStaff !== undefined && registeredStaff > (staff ?? registeredStaff))
    wrong('registeredStaff', 'number-invalid', '其中建档立卡人数比总人数还多。')
  return { staff, registeredStaff }
}

const sums = /^(合计|总计|小计|共计)([:：(（].*)?$/
const footers = /^(填表|填报|制表|审核|复核|负责人|经办|备注|说明|注[:：\d]|联系人|日期|盖章|以上)/

/** Whether the row is blank, a sum, or a note below the table; a shop may be called 合计商贸, but has a phone. */
function isRowWithoutShop({ cells }: SheetRow) {
  const said = cells.map(textOf).filter((text) => text !== '')
  if (said.length === 0) return true
  if (said.some((text) => parseMobileNumber(text) !== null)) return false
  return (
    said.slice(0, 2).some((text) => sums.test(text.replace(/\s/g, ''))) || (said.length <= 3 && footers.test(said[0]!.replace(/\s/g, '')))
  )
}
