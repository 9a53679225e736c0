// Validates a row of a list without the register: what it says of a shop, or why it is refused.
import { parseMobileNumber } from '#app/modules/accounts/secrets/secrets.ts'
import { findCellFault, findKeyFault, findLengthFault } from '#app/spreadsheet/cell-values.ts'
import type { Cell, SheetRow } from '#app/spreadsheet/cells.ts'
import type { Header } from '#app/spreadsheet/header.ts'
import { hiddenRowNotice } from '#app/spreadsheet/unread.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { parseChineseAmount } from '#app/text/chinese-amounts.ts'
import { findLookAlike } from '#app/text/keys.ts'
import { findPersonNameDoubt, findPersonNameFault, normaliseName } from '#app/text/person-name.ts'
import { getCountyName } from '#app/modules/regions/regions.server.ts'
import type { Programme } from '#app/programme/programme.ts'
import { listGoods } from '../categories.ts'
import { type Handling, handlings, type Platform, platforms, salesBands, type Skill, skills } from '../shop.ts'
import { type Column, columnLabels } from './columns.ts'
import { present } from '#app/present.ts'

export type ProblemCode =
  | 'side-unknown'
  | 'name-missing'
  | 'owner-missing'
  | 'phone-invalid'
  | 'region-unknown'
  | 'category-unknown'
  | 'word-unknown'
  | 'number-invalid'
  | 'duplicate-in-file'
  | 'conflict-with-register'
  | 'owner-not-agreed'

export interface Problem {
  column: string
  code: ProblemCode
  message: string
}

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
  /** Unknown words that are ignored although the row is accepted. */
  lost: { column: Column; word: string }[]
}

/** Places by name; given by the caller, who knows the day. */
export interface Places {
  /** Codes of the western county and its townships by name. */
  west: ReadonlyMap<string, string>
  /** Codes of the helping counties by name, the current one first. */
  east: ReadonlyMap<string, string>
}

const textOf = (cell: Cell | undefined) => (cell && !findCellFault(cell) ? cell.text.normalize('NFKC').trim() : '')

/** The problem code of a column with an error value, a formula without its result, or a day where a number is expected. */
const codeOfFault: Record<Column, ProblemCode> = {
  side: 'side-unknown',
  name: 'name-missing',
  owner: 'owner-missing',
  phone: 'phone-invalid',
  region: 'region-unknown',
  platforms: 'word-unknown',
  categories: 'category-unknown',
  band: 'number-invalid',
  staff: 'number-invalid',
  registeredStaff: 'number-invalid',
  startingSales: 'number-invalid',
  startingOrders: 'number-invalid',
  needs: 'word-unknown',
  ships: 'word-unknown',
  willHelp: 'number-invalid',
  teaches: 'word-unknown',
  handles: 'word-unknown',
  buys: 'category-unknown',
}
const isNoAnswer = (text: string) => /^(无|没有|暂无|未知|不详|空|[—\-–/\\]+)?$/.test(text)
/** Whether a cell's text contains nothing to look up. */
const isNoAnswerWord = (text: string) => /^(同上|同前)$/.test(text) || !/\p{L}/u.test(text)
const splitList = (text: string) =>
  text
    .split(/[、,，;；/|\n]|\s+|和(?=[^\s]{2})/)
    .map((word) => word.trim())
    .filter((word) => !isNoAnswer(word))

const platformPatterns: readonly [RegExp, Platform][] = [
  [/淘宝|天猫|阿里/, 'taobao'],
  [/京东/, 'jd'],
  [/拼多多|pdd/i, 'pinduoduo'],
  [/抖音|抖店/, 'douyin'],
  [/微信|微店|小程序|视频号/, 'wechat'],
]
const skillPatterns: readonly [RegExp, Skill][] = [
  [/选品|产品|开发/, 'product'],
  [/拍照|拍摄|摄影|图片|主图/, 'photos'],
  [/详情|页面|美工|装修|标题/, 'pages'],
  [/引流|推广|流量|运营|营销/, 'traffic'],
  [/客服|售后|服务/, 'service'],
  [/包装/, 'packing'],
  [/物流|发货|快递|仓储/, 'logistics'],
  [/品牌|商标/, 'brand'],
  [/直播|短视频/, 'live'],
]
const handlingPatterns: readonly [RegExp, Handling][] = [
  [/冷链|冷藏|冷冻|生鲜/, 'chilled'],
  [/大件|重货|大宗|零担/, 'bulky'],
  [/易碎|玻璃/, 'fragile'],
  [/常温|小件|普通|快递/, 'ambient'],
]
const named =
  <T extends string>(names: Record<T, string>, words: readonly [RegExp, T][]) =>
  (text: string): T | null =>
    (Object.keys(names) as T[]).find((code) => names[code] === text) ?? words.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** Synonyms of each category: the parts of its name, and what offices call it. */
const categorySynonyms: Record<string, readonly string[]> = {
  'drink.tea': ['茶'],
  'drink.tea.green': ['富硒茶'],
  'drink.tea.herbal': ['藤茶', '莓茶', '花茶'],
  'fresh.potato': ['土豆', '马铃薯', '洋芋'],
  'cured.meat': ['腊味', '腊制品'],
  'tonic.herb': ['药材', '黄连', '天麻', '中药'],
  'tonic.fungus': ['木耳', '香菇', '菌菇', '菌'],
  'tonic.honey': ['土蜂蜜', '蜜'],
  'craft.brocade': ['织锦'],
  'craft.bamboo': ['竹编', '藤编'],
  'craft.wood': ['木雕', '根雕'],
  'snack.dried': ['果干', '薯干', '红薯干'],
  'snack.nut': ['坚果', '炒货', '核桃', '板栗'],
  'fresh.fruit.kiwi': ['猕猴桃'],
  'fresh.fruit.citrus': ['柑橘', '橘子', '柚子', '白柚'],
  cured: ['腌腊制品'],
  craft: ['手工', '手作', '工艺品'],
  snack: ['休闲食品'],
  tonic: ['滋补品', '滋补'],
}
/** Returns the words that the programme's lists may use for each category. */
const categoryWordsOf = (programme: Pick<Programme, 'goods'>): ReadonlyMap<string, string> =>
  new Map(
    listGoods(programme).flatMap(({ code, name }) =>
      [name, ...name.split(/[（）、，]|含/), ...(categorySynonyms[code] ?? []), ...(programme.goods[code]?.words ?? [])]
        .filter(Boolean)
        .map((word) => [word, code] as const),
    ),
  )

/** Finds a category by its name or a synonym; in a longer text by the longest word that it contains. */
export function findCategory({ categories }: Pick<ShopListVocabulary, 'categories'>, text: string): string | null {
  const exact = categories.get(text)
  if (exact) return exact
  const within = [...categories.keys()]
    .filter((word) => word.length > 1 && text.includes(word))
    .sort((one, other) => other.length - one.length)
  return within[0] === undefined ? null : present(categories.get(within[0]), within[0])
}

/** Parses a sales band: a label, or yuan, or 万元 if the cell or its header says so. */
export function parseSalesBand(text: string, { inTenThousands }: { inTenThousands: boolean }): number | null {
  const exact = salesBands.findIndex(
    (words) =>
      normaliseWidth(words).replace(/[\s元]/g, '') ===
      normaliseWidth(text)
        .replace(/[\s元]|(?<=\d)万(?=-)/g, '')
        .replaceAll('~', '-'),
  )
  if (exact >= 0) return exact
  if (/未开|没开|未营业/.test(text)) return 0
  const said = parseChineseAmount(text.replace(/(以上|以下|以内)$/, ''), inTenThousands ? 10_000 : 1)
  if (said === null) return null
  const amount = said > 0 && /(以下|以内)$/.test(text) ? said - 1 : said
  const wan = amount / 10_000
  if (wan === 0) return 0
  return wan < 10 ? 1 : wan < 50 ? 2 : wan < 200 ? 3 : wan < 1000 ? 4 : 5
}

const eastern = /东部|东方|^东$|帮扶店|^帮扶(方|单位|企业)$|导师/
const western = /西部|西方|^西$|受帮扶|被帮扶/

/** The words that a programme's lists use for its sides, its county and its goods. */
export interface ShopListVocabulary {
  county: string
  west: readonly string[]
  east: readonly string[]
  /** Codes of categories by name and synonym. */
  categories: ReadonlyMap<string, string>
}

/** Creates the vocabulary of a programme, its county by the name of that day. */
export const createVocabulary = (programme: Programme, day: string): ShopListVocabulary => ({
  county: getCountyName(programme, day),
  west: programme.west.placeWords,
  east: programme.east.placeWords,
  categories: categoryWordsOf(programme),
})

/** Parses the side that a text names; null if it names none, or both (东西部). */
function parseSide(words: ShopListVocabulary, text: string): 'west' | 'east' | null {
  const isEastern = eastern.test(text) || words.east.some((word) => text.includes(word))
  const isWestern = western.test(text) || words.west.some((word) => text.includes(word))
  return isEastern === isWestern || /东西部?/.test(text) ? null : isEastern ? 'east' : 'west'
}

/** Creates a validator for the rows of one sheet; rows that say nothing give null. */
export function createShopValidator(
  row: SheetRow,
  header: Header<Column>,
  {
    places,
    words,
    tenThousands,
  }: { places: Places; words: ShopListVocabulary; /** The columns in 万元. */ tenThousands: ReadonlySet<Column> },
): ValidatedShop | null {
  const cell = (column: Column) => row.cells[header.get(column) ?? -1]
  const text = (column: Column) => textOf(cell(column))
  const long = [...header].find(([, place]) => row.cells[place] && findLengthFault(row.cells[place]))
  if (long)
    return {
      sheet: row.sheet,
      row: row.row,
      name: '（太长）',
      said: null,
      notes: [],
      lost: [],
      problems: [
        {
          column: columnLabels[long[0]],
          code: codeOfFault[long[0]],
          message: `${columnLabels[long[0]]}这一格${findLengthFault(row.cells[long[1]]!)}。请只留该填的，再上传。`,
        },
      ],
    }
  if (isRowWithoutShop(row)) return null
  const problems: Problem[] = []
  const lost: ValidatedShop['lost'] = []
  const wrong = (column: Column, code: ProblemCode, message: string) => void problems.push({ column: columnLabels[column], code, message })
  /** Refuses a cell without a value, or with a day or a boolean where text or a number is expected. */
  const isFaulty = (column: Column) => {
    const one = cell(column)
    const fault = one && findKeyFault(one)
    if (fault && !problems.some((problem) => problem.column === columnLabels[column]))
      wrong(column, codeOfFault[column], `${columnLabels[column]}这一格${fault}。请照实填写，再上传。`)
    return Boolean(fault)
  }
  const number = (column: Column, most: number) => {
    if (isFaulty(column) || isNoAnswer(text(column))) return undefined
    const amount = parseChineseAmount(text(column), tenThousands.has(column) ? 10_000 : 1)
    if (amount === null || !Number.isInteger(amount) || amount > most)
      return void wrong(column, 'number-invalid', `${columnLabels[column]}“${text(column)}”不是整数，或太大了。`)
    return amount
  }
  const several = <T>(column: Column, read: (word: string) => T | null, code: ProblemCode, otherwise?: T): T[] | undefined => {
    const said = isFaulty(column) ? [] : splitList(text(column))
    if (said.length === 0) return undefined
    const codes = said.map((word) => {
      const found = read(word) ?? (isNoAnswerWord(word) ? undefined : otherwise)
      if (found === undefined) wrong(column, code, `${columnLabels[column]}里的“${word}”不认识，请换一个说法。`)
      return found
    })
    return [...new Set(codes.filter((it): it is T & {} => it !== undefined))]
  }

  const goodsNamed = (word: string) => findCategory(words, word)
  const name = text('name').replace(/\s+/g, '')
  const alike = findLookAlike(name.replace(/[^\p{Script=Cyrillic}\p{Script=Greek}]/gu, ''))
  if (!isFaulty('name') && (isNoAnswer(name) || name === '同上' || !/[\p{L}1-9]/u.test(name)))
    wrong('name', 'name-missing', name === '' ? '没有店名。' : `“${name}”不是店名。请填店的全名。`)
  else if (alike)
    wrong('name', 'name-missing', `店名“${name}”里的“${alike.sign}”是${alike.what}，看着像、其实不是一个字。请换成普通的英文字母。`)
  const ownerName = text('owner').replace(/\s+/g, '')
  const ownerRead = normaliseName(cell('owner')?.text ?? '')
  const hasOwner = !isFaulty('owner')
  const ownerFault = ownerName.length > 40 ? null : findPersonNameFault(ownerRead, '店主')
  if (hasOwner && isNoAnswer(ownerName)) wrong('owner', 'owner-missing', '没有店主姓名。')
  else if (hasOwner && ownerName.length > 40) wrong('owner', 'owner-missing', '店主姓名太长，最多 40 字。请照身份证填写。')
  else if (hasOwner && ownerFault) wrong('owner', 'owner-missing', ownerFault)
  else if (hasOwner && (isNoAnswerWord(ownerName) || /\d{5}|[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(ownerName)))
    wrong('owner', 'owner-missing', `店主“${ownerName}”不是姓名。请照身份证填写，电话填在手机号一列。`)
  const phone = parseMobileNumber(text('phone'))
  if (!isFaulty('phone') && !phone)
    wrong('phone', 'phone-invalid', text('phone') === '' ? '没有店主手机号，店主没法登录。' : `手机号“${text('phone')}”不是 11 位手机号。`)
  const place = text('region').replace(/\s+/g, '')
  if (parseSide(words, text('side')) === null && !isNoAnswer(text('side'))) lost.push({ column: 'side', word: text('side').slice(0, 20) })
  const side =
    parseSide(words, text('side')) ??
    parseSide(words, row.sheet) ??
    (findPlaces(places.west, place).size > 0 ? 'west' : findPlaces(places.east, place).size > 0 ? 'east' : null)
  if (!isFaulty('side') && !isFaulty('region') && !side)
    wrong('side', 'side-unknown', '看不出是东部还是西部的店。请加一列“哪一方”，写“东部”或“西部”。')
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
  const band =
    isFaulty('band') || isNoAnswer(text('band')) ? undefined : parseSalesBand(text('band'), { inTenThousands: tenThousands.has('band') })
  if (band === null) wrong('band', 'number-invalid', `年销售额“${text('band')}”看不懂，请写成“30 万元”或金额。`)
  const goods = several('categories', goodsNamed, 'category-unknown')
  if (goods === undefined && problems.every(({ code }) => code !== 'category-unknown'))
    wrong('categories', 'category-unknown', '没有写卖什么。')
  const staff = number('staff', 100_000)
  const registeredStaff = number('registeredStaff', 100_000)
  if (registeredStaff !== undefined && registeredStaff > (staff ?? registeredStaff))
    wrong('registeredStaff', 'number-invalid', '其中建档立卡人数比总人数还多。')
  const said: ShopRowValues = {
    side: side ?? 'west',
    name,
    ownerName,
    phone: phone ?? '',
    regionCode: regionCode ?? '',
    platforms: several('platforms', named(platforms, platformPatterns), 'word-unknown', 'other'),
    categories: goods,
    band: band ?? undefined,
    staff,
    registeredStaff,
    startingSales: number('startingSales', 1_000_000_000),
    startingOrders: number('startingOrders', 100_000_000),
    needs: several('needs', named(skills, skillPatterns), 'word-unknown'),
    ships: several('ships', named(handlings, handlingPatterns), 'word-unknown'),
    willHelp: number('willHelp', 20),
    teaches: several('teaches', named(skills, skillPatterns), 'word-unknown'),
    handles: several('handles', named(handlings, handlingPatterns), 'word-unknown'),
    buys: several('buys', goodsNamed, 'category-unknown'),
  }
  return {
    sheet: row.sheet,
    row: row.row,
    name: name || '（空）',
    said: problems.length === 0 ? said : null,
    problems,
    notes: [findPersonNameDoubt(ownerRead, '店主'), hiddenRowNotice(row)].filter((note) => note !== null),
    lost: problems.length === 0 ? lost : [],
  }
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

/** Finds the one place that a text names; undefined if it names two. */
function findPlace(places: ReadonlyMap<string, string>, text: string): string | undefined {
  const named = findPlaces(places, text)
  return named.size === 1 ? [...named][0] : undefined
}

/** Finds places by the whole name, or without 镇, 乡, 区. */
function findPlaces(places: ReadonlyMap<string, string>, text: string): ReadonlySet<string> {
  if (text === '') return new Set()
  const exact = places.get(text)
  if (exact) return new Set([exact])
  const bare = (name: string) => name.replace(/[镇乡区县]$/, '')
  const placeOf = (name: string) => present(places.get(name), name)
  const within = [...places.keys()].filter((name) => text.includes(name) || text.includes(bare(name)))
  // The county comes before the township.
  return new Set(
    within
      .filter(
        (name) => !within.some((other) => other !== name && (bare(other).includes(bare(name)) || placeOf(other).startsWith(placeOf(name)))),
      )
      .map(placeOf),
  )
}
