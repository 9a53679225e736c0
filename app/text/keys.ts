// Numbers and codes that identify people and households: however they were typed, one spelling is stored.
import { normaliseWidth } from './characters.ts'

/**
 * Normalises a key to its stored spelling: half-width, capital letters, one kind of dash, without spaces and quotes. A
 * number loses leading zeros and zero decimals: 61, 61.0, 000061, '61 and ="61" are one, and so are 1,061 and 1061.
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
 * Returns the digits of an integer written plainly, in groups of three (1,061), with zero decimals, or with an exponent
 * that leaves no digit open (4.22826001001E11); null if it is none, or if digits are lost (4.22826E+11).
 */
export function parseDigitGroups(text: string): string | null {
  const [, whole, point = '', exponent] = removeDigitGroups(text).match(/^(\d+)(?:\.(\d*))?(?:E\+?(\d{1,2}))?$/i) ?? []
  if (whole === undefined) return null
  if (exponent === undefined) return /^0*$/.test(point) ? whole : null
  const size = Number(exponent)
  return whole.length === 1 && point.length >= size && /^0*$/.test(point.slice(size)) ? whole + point.slice(0, size) : null
}

/** Removes the commas of a number that was shown in groups: 13,900,000,001. Other commas separate numbers. */
export const removeDigitGroups = (text: string) => (/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text)

/** Whether it is a long number as a spreadsheet shows it, with its last digits lost: 4.22826E+11. */
export const isShortened = (text: string) => /^\d(\.\d+)?E\+?\d+$/i.test(text) && parseDigitGroups(text) === null

const scripts: readonly [RegExp, string][] = [
  [/\p{Script=Cyrillic}/u, '俄文字母'],
  [/\p{Script=Greek}/u, '希腊字母'],
  [/\p{Nd}/u, '别种文字的数字'],
  [/\p{L}|\p{M}/u, '别种文字的字母'],
  [/[×✕✖⨯]/u, '乘号'],
  [/[○◯⭕●]/u, '圆圈符号'],
]

/**
 * Finds the first character of a key that looks like a letter or a digit and is none, with what it is; null if there is
 * none.
 */
export function findLookAlike(key: string): { sign: string; what: string } | null {
  const sign = key.match(/[^\u0020-\u007e\p{Script=Han}\u3001-\u3020]/u)?.[0]
  if (sign === undefined) {
    // Between letters and digits, a character that looks like a dash, a zero or a stroke is meant as one.
    const between = key.match(/(?<=[\dA-Z])[一〇丨](?=[\dA-Z])/i)?.[0]
    return between === undefined ? null : { sign: between, what: '汉字' }
  }
  return { sign, what: scripts.find(([pattern]) => pattern.test(sign))?.[1] ?? '特殊符号' }
}
