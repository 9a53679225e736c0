// The numbers that Word shows before paragraphs and does not store in their text: 1.2, 一、, （三）.
import { child, childrenOf, valueOf, type XmlNode } from '../xml-tree.server.ts'
import { isOn, type NumberingReference } from './styles.ts'

interface Level {
  format: string
  /** `%1.%2`: each stands for the number of a level. */
  pattern: string
  start: number
  /** Whether the numbers of all levels are shown as 1, 2, 3. */
  isLegal: boolean
}

export interface PlaceInNumbering {
  isBullet: boolean
  number: number
  /** As Word shows it; empty for bullets. */
  label: string
}

const digits = '〇一二三四五六七八九'

/** Writes 1 to 999 in Chinese: 二十一. */
function toChineseNumber(number: number): string {
  if (number <= 0 || number > 999) return String(number)
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor((number % 100) / 10), number % 10]
  const digit = (value: number) => digits.charAt(value)
  return (
    (hundreds > 0 ? `${digit(hundreds)}百` : '') +
    (tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : digit(tens)}十` : hundreds > 0 && ones > 0 ? '〇' : '') +
    (ones > 0 ? digit(ones) : '')
  )
}

const romanSigns: readonly [number, string][] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]
function toRoman(number: number) {
  if (number <= 0 || number > 399) return String(number)
  let left = number
  let roman = ''
  for (const [value, sign] of romanSigns) for (; left >= value; left -= value) roman += sign
  return roman
}

const toLetter = (number: number) => (number >= 1 && number <= 26 ? String.fromCharCode(64 + number) : String(number))
const heavenly = '甲乙丙丁戊己庚辛壬癸'

function formatNumber(number: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
    case 'ideographDigital':
    case 'chineseLegalSimplified':
      return toChineseNumber(number)
    case 'ideographTraditional':
      return heavenly.charAt(number - 1) || String(number)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return number >= 1 && number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : String(number)
    case 'upperRoman':
      return toRoman(number)
    case 'lowerRoman':
      return toRoman(number).toLowerCase()
    case 'upperLetter':
      return toLetter(number)
    case 'lowerLetter':
      return toLetter(number).toLowerCase()
    case 'decimalZero':
      return number < 10 ? `0${number}` : String(number)
    case 'none':
      return ''
    default:
      return String(number)
  }
}

const toStart = (text: string | undefined) => {
  const start = Number(text ?? 1)
  return Number.isInteger(start) && start >= 0 && start < 10_000 ? start : 1
}

/** Counts the paragraphs of a document in their order. */
export function createNumbering(tree: XmlNode | null): { next(reference: NumberingReference): PlaceInNumbering | null } {
  const levelsOf = (node: XmlNode): Map<number, Level> =>
    new Map(
      childrenOf(node, 'w:lvl').map((level) => [
        Number(level.attributes['w:ilvl'] ?? 0),
        {
          format: valueOf(level, 'w:numFmt') ?? 'decimal',
          pattern: valueOf(level, 'w:lvlText') ?? '',
          start: toStart(valueOf(level, 'w:start')),
          isLegal: isOn(level, 'w:isLgl') ?? false,
        },
      ]),
    )
  const patterns = new Map(
    childrenOf(tree ?? undefined, 'w:abstractNum').map((one) => [one.attributes['w:abstractNumId'] ?? '', levelsOf(one)]),
  )
  const numberings = new Map(
    childrenOf(tree ?? undefined, 'w:num').map((one) => {
      const pattern = valueOf(one, 'w:abstractNumId') ?? ''
      const levels = new Map(patterns.get(pattern))
      const starts = new Map<number, number>()
      for (const override of childrenOf(one, 'w:lvlOverride')) {
        const level = Number(override.attributes['w:ilvl'] ?? 0)
        const own = child(override, 'w:lvl')
        for (const levelOfList of own ? levelsOf({ ...override, children: [own] }).values() : []) levels.set(level, levelOfList)
        const start = valueOf(override, 'w:startOverride')
        if (start !== undefined) starts.set(level, toStart(start))
      }
      return [one.attributes['w:numId'] ?? '', { pattern, levels, starts }] as const
    }),
  )
  /** By pattern: numberings of one pattern count together, until one of them starts anew. */
  const counters = new Map<string, number[]>()
  const begun = new Set<string>()
  return {
    next({ id, level }) {
      const numbering = numberings.get(id)
      const own = numbering?.levels.get(level)
      if (!numbering || !own) return null
      const counted = counters.get(numbering.pattern) ?? []
      counters.set(numbering.pattern, counted)
      if (!begun.has(id)) {
        begun.add(id)
        for (const [at, start] of numbering.starts) counted[at] = start - 1
      }
      const number = (counted[level] ?? own.start - 1) + 1
      counted[level] = number
      counted.length = level + 1 // a higher level begins the lower ones anew
      for (let above = 0; above < level; above++) counted[above] ??= numbering.levels.get(above)?.start ?? 1
      const label = own.pattern.replace(/%([1-9])/g, (_, at: string) => {
        const place = Number(at) - 1
        const format = (place === level ? own : numbering.levels.get(place))?.format ?? 'decimal'
        return formatNumber(counted[place] ?? numbering.levels.get(place)?.start ?? 1, own.isLegal ? 'decimal' : format)
      })
      return { isBullet: own.format === 'bullet', number, label: own.format === 'bullet' ? '' : label.trim() }
    },
  }
}
