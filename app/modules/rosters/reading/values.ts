// Parses phones and days as offices write them.
import { isDay } from '#app/calendar.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { serialToDay, type Cell } from '#app/spreadsheet/cells.ts'
import { normaliseDashes, normaliseWidth } from '#app/text/characters.ts'
import { parseDigitGroups, removeDigitGroups } from '#app/text/keys.ts'
import { isNoAnswer } from '../vocabulary.ts'

/** Returns the phone numbers of a cell in digits; none if it says that there is none; undefined if one cannot be a phone. */
export const parsePhones = (cell: Cell): string[] | undefined => parsePhoneCell(cell)?.phones

/** The same, with the parts of the cell that are no phones: words without any digit mean that there is none. */
export function parsePhoneCell(cell: Cell): { phones: string[]; others: string[] } | undefined {
  if (cell.kind === 'empty' || (cell.kind === 'text' && isNoAnswer(cell.text))) return { phones: [], others: [] }
  if (cell.kind !== 'text' && cell.kind !== 'number') return undefined
  const parts = removeDigitGroups(normaliseWidth(cell.text).trim())
    .split(/[/、,，;；\n]|\s{2,}|或|(?<=\d{11})\s+(?=[01]\d{9})/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const phones = parts.map(phoneIn).filter((phone) => phone !== undefined)
  if (phones.length === 0 && !/\p{N}/u.test(cell.text)) return { phones, others: parts }
  return phones.length > 0 ? { phones: [...new Set(phones)], others: parts.filter((part) => phoneIn(part) === undefined) } : undefined
}

function phoneIn(text: string): string | undefined {
  // 本人：139…, 139…（微信）: whose phone it is.
  const written = text.replace(/\([^)\d]*\)/g, '').replace(/^\p{Script=Han}{1,6}:?(?=\+?\d)|(?<=\d)\p{Script=Han}{1,4}$/gu, '')
  const landline = parseDigitGroups(written) ?? written.replace(/[\s'’()\-.]/g, '')
  return parseMobileNumber(written.replace(/^0086/, '')) ?? (/^0(10|2\d|[3-9]\d{2})\d{7,8}$/.test(landline) ? landline : undefined)
}

/** Parses a day, or a month or year if only that is written (`1993-10`, `1993`); null if there is none; undefined if it is no date. */
export function parseDay(cell: Cell): string | null | undefined {
  if (cell.kind === 'empty' || (cell.kind === 'text' && isNoAnswer(cell.text))) return null
  if (cell.kind === 'date') return isDay(cell.day) ? cell.day : undefined
  if (cell.kind === 'number') return dayOfNumber(cell.number) ?? monthOf(cell.text) ?? yearOf(cell.text)
  if (cell.kind !== 'text') return undefined
  const text = normaliseDashes(normaliseWidth(cell.text))
    .replace(/\s/g, ' ')
    .trim()
    .replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '')
    .replaceAll(' ', '')
  const [, year, month = '', day = ''] = text.match(/^(\d{4})[-/.,、年](\d{1,2})[-/.,、月](\d{1,2})[日号]?(?:出?生|[.。])?$/) ?? []
  if (year) return dayFrom(year, month, day)
  if (/^\d{8}$|^\d{5}$/.test(text)) return dayOfNumber(Number(text)) ?? undefined
  return monthOf(text) ?? yearOf(text)
}

/**
 * Whether a whole day or month is written that does not exist: 1982-09-31. A part of one (70年, 5月1日), or another word, is no day at all.
 */
export function isImpossibleDay(cell: Cell): boolean {
  if (parseDay(cell) !== undefined) return false
  if (cell.kind === 'date') return true
  const text = normaliseDashes(normaliseWidth(cell.text)).replace(/\s/g, '')
  if (/^\d{8}$/.test(text)) return true
  const [, year, month = '', day = '1'] = text.match(/^(\d{4})[-/.,、年](\d{1,2})(?:[-/.,、月](\d{1,2}))?(?!\d)/) ?? []
  return year !== undefined && dayFrom(year, month, day) === undefined
}

const dayFrom = (year: string, month: string, day: string) => {
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(said) ? said : undefined
}

/** Parses 19931007, or a serial number between 1910 and 2064. */
function dayOfNumber(number: number) {
  if (!Number.isFinite(number)) return undefined
  if (Number.isInteger(number) && number > 19_000_000 && number < 21_000_000) {
    const digits = String(number)
    return dayFrom(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6))
  }
  return number > 3_654 && number < 60_000 ? (serialToDay(number) ?? undefined) : undefined
}

function monthOf(text: string) {
  const [, year, month = ''] = text.match(/^((?:19|20)\d{2})[-/.年]?(\d{1,2})月?$/) ?? []
  return year && Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : undefined
}

/** Parses 2014, 2014年底, 2014-2015, 2014（返贫）: offices often know only the year; of several, the first. */
function yearOf(text: string) {
  return (
    text.match(/^((?:19|20)\d{2})年?[(\p{Script=Han}][^\d]*$/u)?.[1] ??
    text.match(/^((?:19|20)\d{2})年?[或和及、](?:19|20)\d{2}年?[^\d]*$/)?.[1] ??
    text.match(/^((?:19|20)\d{2})年?(?:度|初|底|末|前|后|前后|左右|上半年|下半年|[春夏秋冬]季?|[-~至、,/](?:19|20)?\d{2}年?)?$/)?.[1]
  )
}
