// The words that lists of shops use for platforms, skills, goods, sides and sales.
import { getCountyName } from '#app/modules/regions/regions.server.ts'
import { present } from '#app/present.ts'
import type { Programme } from '#app/programme/programme.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { parseChineseAmount } from '#app/text/chinese-amounts.ts'
import { listGoods } from '../categories.ts'
import { type Handling, handlings, type Platform, platforms, salesBands, type Skill, skills } from '../shop.ts'

const platformWords: readonly [RegExp, Platform][] = [
  [/淘宝|天猫|阿里/, 'taobao'],
  [/京东/, 'jd'],
  [/拼多多|pdd/i, 'pinduoduo'],
  [/抖音|抖店/, 'douyin'],
  [/微信|微店|小程序|视频号/, 'wechat'],
]
const skillWords: readonly [RegExp, Skill][] = [
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
const handlingWords: readonly [RegExp, Handling][] = [
  [/冷链|冷藏|冷冻|生鲜/, 'chilled'],
  [/大件|重货|大宗|零担/, 'bulky'],
  [/易碎|玻璃/, 'fragile'],
  [/常温|小件|普通|快递/, 'ambient'],
]
const named =
  <T extends string>(names: Record<T, string>, words: readonly [RegExp, T][]) =>
  (text: string): T | null =>
    (Object.keys(names) as T[]).find((code) => names[code] === text) ?? words.find(([pattern]) => pattern.test(text))?.[1] ?? null
export const parsePlatform = named(platforms, platformWords)
export const parseSkill = named(skills, skillWords)
export const parseHandling = named(handlings, handlingWords)

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
export function parseSide(words: ShopListVocabulary, text: string): 'west' | 'east' | null {
  const isEastern = eastern.test(text) || words.east.some((word) => text.includes(word))
  const isWestern = western.test(text) || words.west.some((word) => text.includes(word))
  return isEastern === isWestern || /东西部?/.test(text) ? null : isEastern ? 'east' : 'west'
}
