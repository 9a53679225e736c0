// Sorts Chinese text as a dictionary does: by pinyin, then tone, then strokes.
import { pinyin } from 'pinyin-pro'

const collator = new Intl.Collator('zh-Hans-u-co-pinyin', { numeric: true })

/** Compares two texts by pinyin; numbers in them count as numbers. */
export const compareByPinyin = (one: string, other: string) => collator.compare(one, other)

const surnames = new Map<string, string>()

/** How a surname is read: 曾 is zeng and 单 is shan, which they are not in other words. */
function readSurname(sign: string): string {
  let reading = surnames.get(sign)
  if (reading === undefined) {
    reading = /\p{Script=Han}/u.test(sign) ? pinyin(sign, { toneType: 'none', surname: 'head' }) : sign
    if (surnames.size > 10_000) surnames.clear()
    surnames.set(sign, reading)
  }
  return reading
}

/** Sorts rows by what `textOf` gives, as a dictionary does: names of shops and places. */
export const sortByPinyin = <Row>(rows: readonly Row[], textOf: (row: Row) => string): Row[] =>
  [...rows].sort((one, other) => compareByPinyin(textOf(one), textOf(other)))

/** Sorts people by their names; namesakes stay in the order they came in. */
export const sortByName = <Row extends { name: string }>(people: readonly Row[]): Row[] =>
  [...people].sort((one, other) => compareNames(one.name, other.name))

/** Sorts a class list, and its printed slips: by township and village, so that each officer finds theirs together, there by name. */
export const sortClassList = <Row extends { region: string; name: string }>(people: readonly Row[]): Row[] =>
  [...people].sort((one, other) => (one.region === other.region ? compareNames(one.name, other.name) : one.region < other.region ? -1 : 1))

/** Compares two names of people by pinyin, as their surnames are read. */
export function compareNames(one: string, other: string): number {
  const [a, b] = [readSurname([...one.slice(0, 2)][0] ?? ''), readSurname([...other.slice(0, 2)][0] ?? '')]
  if (a !== b) return a < b ? -1 : 1
  return collator.compare(one, other)
}
