// Names, phones and days, as they are written in offices.
import { isDay } from '#app/calendar.ts'
import { dayOfSerial, type Cell } from '#app/spreadsheet/cells.ts'
import { saysNothing } from './words.ts'

/** Full-width letters and digits made half-width; the characters of names are left alone. */
const halfWidth = (text: string) => text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

/** A name without blanks inside, and with one kind of dot. Rare characters stay exactly as they came. */
export const readName = (text: string) =>
  text
    .replace(/[\s\u3000\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[•‧∙⋅・･．●﹒.]/g, '·')
    .replace(/^[·'"]+|[·'"]+$/g, '')

/**
 * What no name holds: digits, brackets, signs. A dot does, and 〇; what draws a rare character, or stands for one, is left
 * to `hasPrivateCharacter`.
 */
export const notInNames = (name: string) => [...new Set(name.match(/[^\p{L}\p{M}\p{Co}·〇\u2ff0-\u2fff\ufffd?？]/gu))].join('')

/** Whether a name holds characters that only the font of one machine knows. */
export const hasPrivateCharacter = (name: string) => /[\ue000-\uf8ff\u{f0000}-\u{10fffd}\ufffd?？]/u.test(name)

/** A phone number in digits; null if there is none; undefined if it cannot be one. Of several in a cell, the first. */
export function readPhone(cell: Cell): string | null | undefined {
  if (cell.kind === 'empty' || (cell.kind === 'text' && saysNothing(cell.text))) return null
  if (cell.kind === 'number') return phoneIn(Number.isInteger(cell.number) ? String(cell.number) : cell.text)
  if (cell.kind !== 'text') return undefined
  const parts = halfWidth(cell.text).split(/[/、,，;；\n]|\s{2,}|或/).filter((part) => part.trim() !== '')
  return parts.map(phoneIn).find((phone) => phone !== undefined)
}

function phoneIn(text: string): string | undefined {
  const digits = halfWidth(text).replace(/\([^)\d]*\)/g, '').replace(/[\s\u3000\u200b\ufeff()'’\-–—.]/g, '').replace(/^(\+?86|0086)(?=1\d{10}$)/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  return /^0\d{9,11}$/.test(digits) ? digits : undefined
}

/** A day, or a month where only that is written (`1993-10`); null if there is none; undefined if it is no date. */
export function readDay(cell: Cell): string | null | undefined {
  if (cell.kind === 'empty' || (cell.kind === 'text' && saysNothing(cell.text))) return null
  if (cell.kind === 'date') return isDay(cell.day) ? cell.day : undefined
  if (cell.kind === 'number') return dayOfNumber(cell.number) ?? monthOf(cell.text) ?? undefined
  if (cell.kind !== 'text') return undefined
  const text = halfWidth(cell.text).replace(/[\s\u3000]/g, ' ').trim().replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '').replaceAll(' ', '')
  const [, year, month, day] = text.match(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/) ?? []
  if (year) return dayFrom(year, month!, day!)
  if (/^\d{8}$|^\d{5}$/.test(text)) return dayOfNumber(Number(text)) ?? undefined
  return monthOf(text) ?? undefined
}

const dayFrom = (year: string, month: string, day: string) => {
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(said) ? said : undefined
}

/** 19931007, or a serial number between 1910 and 2064. */
function dayOfNumber(number: number) {
  if (!Number.isFinite(number)) return undefined
  if (Number.isInteger(number) && number > 19_000_000 && number < 21_000_000) {
    const digits = String(number)
    return dayFrom(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6))
  }
  return number > 3_654 && number < 60_000 ? (dayOfSerial(number) ?? undefined) : undefined
}

function monthOf(text: string) {
  const [, year, month] = text.match(/^((?:19|20)\d{2})[-/.年]?(\d{1,2})月?$/) ?? []
  return year && Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month!.padStart(2, '0')}` : undefined
}
