// Calculators beside that of a sale's profit: a price, the freight of a parcel, the yield of a picking. Run on server and phone.
import { parseAmount } from '#app/text/parse-amount.ts'

interface Part {
  name: string
  label: string
  unit: string
  /** What is computed with if nothing is given. */
  usual: string
}

export interface Worked {
  rows: { label: string; amount: string }[]
  /** The result, or what is wrong with a field. */
  sentence: string
  /** The fields that cannot be used. */
  faults: string[]
}

/** One line of a price list for parcels: yuan for the first weight, and for each kilogram more. */
export interface Zone {
  name: string
  first: number
  more: number
}
export interface FreightTable {
  zones: readonly Zone[]
  /** Kilograms that the first price covers. */
  start: number
}

/** A price list to begin with, for a page without a lesson. */
export const usualFreight: FreightTable = {
  zones: [
    { name: '本省', first: 4, more: 1 },
    { name: '邻近的省', first: 6, more: 2 },
    { name: '远的省', first: 10, more: 5 },
  ],
  start: 1,
}

export const calculatorKinds = ['price', 'freight', 'yield'] as const
export type CalculatorKind = (typeof calculatorKinds)[number]

export const calculators: Record<CalculatorKind, { title: string; parts: readonly Part[]; note: string }> = {
  price: {
    title: '卖多少钱合适',
    parts: [
      { name: 'cost', label: '货的本钱', unit: '元', usual: '15' },
      { name: 'box', label: '箱子和袋子', unit: '元', usual: '2.5' },
      { name: 'freight', label: '快递费', unit: '元', usual: '8' },
      { name: 'fee', label: '平台收', unit: '%', usual: '5' },
      { name: 'profit', label: '一单想赚', unit: '元', usual: '10' },
    ],
    note: '平台按卖价收钱，所以卖价要把它收走的也算进去。退货没有算在里面。',
  },
  freight: {
    title: '寄一箱，运费多少',
    parts: [{ name: 'weight', label: '货和箱子', unit: '公斤', usual: '3' }],
    note: '快递一公斤一公斤地算：多出一点，也按一公斤收。',
  },
  yield: {
    title: '采一次，能卖多少',
    parts: [
      { name: 'area', label: '采几亩', unit: '亩', usual: '2' },
      { name: 'perMu', label: '一亩采', unit: '公斤', usual: '30' },
      { name: 'loss', label: '挑掉、晾掉', unit: '%', usual: '10' },
      { name: 'price', label: '一公斤卖', unit: '元', usual: '40' },
    ],
    note: '挑掉的叶子、晾干少掉的水，都算在挑掉、晾掉里。',
  },
}

/** No amount is larger. */
const most = 1_000_000
const weights: readonly [unit: RegExp, kilograms: number][] = [
  [/(?:公斤|千克|kg)$/i, 1],
  [/(?:市斤|斤)$/, 0.5],
  [/吨$/, 1000],
  [/(?:克|g)$/i, 0.001],
]

/** Reads an amount in the unit of its field as people type it: six 斤 are three 公斤, 一成 is 10 %. Null if it is none, or out of range. */
export function parseQuantity(typed: string, unit: string): number | null {
  const text = typed.slice(0, 40).normalize('NFKC').trim()
  const [times, rest] = splitUnit(text, unit)
  const amount = parseAmount(rest)
  if (amount === null || amount < 0 || amount >= most) return null
  const value = Math.round(amount * times * 1e6) / 1e6
  return value >= most || (unit === '%' && value > 100) ? null : value
}

function splitUnit(text: string, unit: string): [times: number, rest: string] {
  if (unit === '公斤') for (const [sign, kilograms] of weights) if (sign.test(text)) return [kilograms, text.replace(sign, '').trim()]
  if (unit === '%' && text.endsWith('成')) return [10, text.slice(0, -1).trim()]
  return [1, unit === '亩' ? text.replace(/亩地?$/, '').trim() : text]
}

const yuan = (amount: number) => amount.toFixed(2)
const plain = (amount: number) => String(Math.round(amount * 100) / 100)
/** Rounds up to a tenth of a yuan; what floating point adds is no tenth. */
const upToTenth = (amount: number) => Math.ceil(Math.round(amount * 1e6) / 1e5) / 10

type Values = Record<string, number>

function workPrice({ cost = 0, box = 0, freight = 0, fee = 0, profit = 0 }: Values): Worked {
  const spent = cost + box + freight
  if (fee >= 100)
    return {
      rows: priceRows(spent, null, profit),
      sentence: '平台把卖价全收走了，怎么卖都赚不到。请看“平台收”填得对不对。',
      faults: ['fee'],
    }
  const price = upToTenth((spent + profit) / (1 - fee / 100))
  const kept = (price * fee) / 100
  return {
    rows: priceRows(spent, kept, price - spent - kept),
    sentence: `卖 ${yuan(price)} 元，一单赚 ${yuan(price - spent - kept)} 元`,
    faults: [],
  }
}

const priceRows = (spent: number, kept: number | null, left: number) => [
  { label: '货、箱子和快递', amount: `${yuan(spent)} 元` },
  { label: '平台收走', amount: kept === null ? '—' : `${yuan(kept)} 元` },
  { label: '一单赚', amount: kept === null ? '—' : `${yuan(left)} 元` },
]

function workFreight({ weight = 0 }: Values, { zones, start }: FreightTable, zone: string): Worked {
  const { name, first, more } = zones.find((one) => one.name === zone) ?? zones[0] ?? { name: '', first: 0, more: 0 }
  const over = Math.max(0, Math.ceil(Math.round((weight - start) * 1e6) / 1e6))
  return {
    rows: [
      { label: `头 ${plain(start)} 公斤`, amount: `${yuan(first)} 元` },
      { label: `再加 ${over} 公斤`, amount: `${yuan(over * more)} 元` },
    ],
    sentence: `${plain(weight)} 公斤寄到${name}，运费 ${yuan(first + over * more)} 元`,
    faults: [],
  }
}

function workYield({ area = 0, perMu = 0, loss = 0, price = 0 }: Values): Worked {
  const picked = area * perMu
  const sold = picked * (1 - loss / 100)
  return {
    rows: [
      { label: '采回来', amount: `${plain(picked)} 公斤` },
      { label: '挑掉、晾掉', amount: `− ${plain(picked - sold)} 公斤` },
      { label: '能卖的', amount: `${plain(sold)} 公斤` },
    ],
    sentence: `能卖 ${plain(sold)} 公斤，一共 ${yuan(sold * price)} 元`,
    faults: [],
  }
}

export interface Typed {
  /** By the name of the field; the usual value stands for one that is missing. */
  values: Readonly<Record<string, string | undefined>>
  zone?: string
  table?: FreightTable
}

/** Works a calculator out from what was typed; the first field that cannot be understood is named. */
export function workOut(kind: CalculatorKind, { values, zone = '', table = usualFreight }: Typed): Worked {
  const { parts } = calculators[kind]
  const read = parts.map((part) => ({ ...part, value: parseQuantity(values[part.name] ?? part.usual, part.unit) }))
  const unread = read.filter(({ value }) => value === null)
  const numbers = Object.fromEntries(read.map(({ name, value }) => [name, value ?? 0]))
  const worked = kind === 'price' ? workPrice(numbers) : kind === 'yield' ? workYield(numbers) : workFreight(numbers, table, zone)
  const [wrong] = unread
  if (!wrong) return worked
  const range = wrong.unit === '%' ? '0 到 100 的数' : '一个数'
  return {
    rows: worked.rows.map(({ label }) => ({ label, amount: '—' })),
    sentence: `“${wrong.label}”看不懂。请写${range}，像 ${wrong.usual}。`,
    faults: unread.map(({ name }) => name),
  }
}

export const zoneName = /^[\p{L}\p{N}、（）]{1,12}$/u
export const maxZones = 8

/** Writes a price list as one value of an address, and reads it back; null if it is none. */
export const formatFreightTable = ({ zones, start }: FreightTable) =>
  [String(start), ...zones.map(({ name, first, more }) => `${name}:${first}:${more}`)].join(',')

export function parseFreightTable(text: string): FreightTable | null {
  const [start = '', ...lines] = text.slice(0, 400).split(',')
  const zones = lines.flatMap((line) => {
    const [name = '', first = '', more = '', ...rest] = line.split(':')
    const isOne = rest.length === 0 && zoneName.test(name) && [first, more].every((price) => /^\d{1,4}(\.\d{1,2})?$/.test(price))
    return isOne ? [{ name, first: Number(first), more: Number(more) }] : []
  })
  const isWhole = /^\d{1,2}(\.\d)?$/.test(start) && zones.length === lines.length && zones.length > 0 && zones.length <= maxZones
  return isWhole ? { zones, start: Number(start) } : null
}
