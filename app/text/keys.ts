// Numbers and codes by which people and households are found: however they were typed, one spelling is kept.
import { normaliseWidth } from './characters.ts'

/**
 * A key in the one way in which it is kept: half-width, capital letters, one kind of dash, without blanks and quotes.
 * A number keeps no noughts in front and none behind a point: 61, 61.0, 000061, '61 and ="61" are one, and so are 1,061
 * and 1061.
 */
export function normaliseKey(written: string): string {
  const key = normaliseWidth(written)
    .replace(/[\s'’‘`"“”]/g, '')
    .replace(/^=/, '')
    .toUpperCase()
  const figures = parseDigitGroups(key)
  return figures === null ? key : figures.replace(/^0+(?=\d)/, '')
}

/**
 * The digits of a whole number, written as such, in groups of three (1,061), with noughts behind a point, or with an
 * exponent that leaves none open (4.22826001001E11); null if it is none, or if digits are lost (4.22826E+11).
 */
export function parseDigitGroups(text: string): string | null {
  const [, whole, point = '', exponent] = removeDigitGroups(text).match(/^(\d+)(?:\.(\d*))?(?:E\+?(\d{1,2}))?$/i) ?? []
  if (whole === undefined) return null
  if (exponent === undefined) return /^0*$/.test(point) ? whole : null
  const size = Number(exponent)
  return whole.length === 1 && point.length >= size && /^0*$/.test(point.slice(size)) ? whole + point.slice(0, size) : null
}

/** A number that was shown in groups: 13,900,000,001. Other commas part one number from another. */
export const removeDigitGroups = (text: string) => (/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text)

/** 4.22826E+11, as a table shows a long number: its last digits are lost. */
export const isShortened = (text: string) => /^\d(\.\d+)?E\+?\d+$/i.test(text) && parseDigitGroups(text) === null

const scripts: readonly [RegExp, string][] = [
  [/\p{Script=Cyrillic}/u, '俄文字母'],
  [/\p{Script=Greek}/u, '希腊字母'],
  [/\p{Nd}/u, '别种文字的数字'],
  [/\p{L}|\p{M}/u, '别种文字的字母'],
  [/[×✕✖⨯]/u, '乘号'],
  [/[○◯⭕●]/u, '圆圈符号'],
]

/** The first sign of a key that looks like a letter or a digit and is none, with what it is; null if there is none. */
export function findLookAlike(key: string): { sign: string; what: string } | null {
  const sign = key.match(/[^\u0020-\u007e\p{Script=Han}\u3001-\u3020]/u)?.[0]
  if (sign === undefined) {
    // Between letters and digits, a character that looks like a dash, a nought or a stroke stands for one.
    const between = key.match(/(?<=[\dA-Z])[一〇丨](?=[\dA-Z])/i)?.[0]
    return between === undefined ? null : { sign: between, what: '汉字' }
  }
  return { sign, what: scripts.find(([pattern]) => pattern.test(sign))?.[1] ?? '特殊符号' }
}
