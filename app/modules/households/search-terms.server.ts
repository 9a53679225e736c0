// By which terms a person is found, and which terms what somebody types stands for. A term is a word of small letters and
// digits, as the index wants it; the first letter says of what kind it is.
//
// Phones and ID numbers are sealed, so their terms must not give them away: a term is one of 2,048 keyed buckets into which
// the last four signs (or the first seven digits) fall, thousands of numbers to each. Whoever steals the database without
// the key learns nothing from them, and even with a list of known numbers no more than a guess among many. What is found
// in a bucket is opened and compared. Cut into small overlapping pieces, as names are, numbers could be put together again
// like a puzzle from how often pieces meet; that is why a part from the middle of a number finds nobody.
import { pinyin } from 'pinyin-pro'
import type { Keys } from '#app/keys.server.ts'
import { plainIdNumber } from './id-number.ts'
import { prepareName } from './search-words.ts'

export interface Findable {
  /** The name, and all others under which the person has come in. */
  names: readonly string[]
  phone: string | null
  idNumber: string | null
}

const longestGram = 3
const longestInitials = 4
/** Longer names are searched by what comes first. */
const mostSigns = 40
/** Ways to read a name in letters: rare readings beyond these are left out. */
const mostReadings = 8

const hex = (signs: readonly string[]) => signs.map((sign) => sign.codePointAt(0)!.toString(16)).join('x')
const nameTerm = (signs: readonly string[]) => `n${hex(signs)}`
const initialsTerm = (letters: string) => `i${letters}`

/** All runs of at most so many signs, each once. */
function gramsOf(signs: readonly string[], { shortest, longest }: { shortest: number; longest: number }): string[][] {
  const grams: string[][] = []
  for (let length = shortest; length <= longest; length++)
    for (let at = 0; at + length <= signs.length; at++) grams.push(signs.slice(at, at + length))
  return grams
}

const lettersKnown = new Map<string, string[]>()

/** With which letters the readings of a sign begin, the usual one first; none for what has no reading. */
function lettersOf(sign: string): string[] {
  let letters = lettersKnown.get(sign)
  if (!letters) {
    const readings = /\p{Script=Han}/u.test(sign) ? pinyin(sign, { type: 'array', toneType: 'none', multiple: true }) : [sign]
    const found = readings.map((reading) => reading.normalize('NFD')[0]!.toLowerCase()).filter((letter) => letter >= 'a' && letter <= 'z')
    if (lettersKnown.size > 40_000) lettersKnown.clear()
    lettersKnown.set(sign, (letters = [...new Set(found)]))
  }
  return letters
}

/** 单小禾 is read sxh and dxh. Signs without a reading are passed over. */
export function initialsOf(name: string): string[] {
  let readings = ['']
  for (const sign of prepareName(name).slice(0, mostSigns)) {
    const letters = lettersOf(sign)
    if (letters.length > 0) readings = letters.flatMap((letter) => readings.map((before) => before + letter)).slice(0, mostReadings)
  }
  return readings
}

/** The terms of a name. */
function nameTerms(name: string): string[] {
  const grams = gramsOf(prepareName(name).slice(0, mostSigns), { shortest: 1, longest: longestGram })
  const initials = initialsOf(name).flatMap((letters) => gramsOf([...letters], { shortest: 2, longest: longestInitials }))
  return [...grams.map(nameTerm), ...initials.map((letters) => initialsTerm(letters.join('')))]
}

/** One of 2,048: several endings share it. */
const bucket = ({ fingerprint }: Keys, what: string) =>
  (Buffer.from(fingerprint(`search ${what}`), 'base64url').readUInt16BE(0) & 2047).toString(32)

const phoneTail = (keys: Keys, phone: string) => `p${bucket(keys, `phone tail ${phone.slice(-4)}`)}`
const phoneHead = (keys: Keys, phone: string) => `q${bucket(keys, `phone head ${phone.slice(0, 7)}`)}`
const idTail = (keys: Keys, idNumber: string) => `d${bucket(keys, `id tail ${idNumber.slice(-4)}`)}`

const phoneTerms = (keys: Keys, phone: string | null) =>
  phone && phone.length >= 7 ? [phoneTail(keys, phone), phoneHead(keys, phone)] : []

const joined = (terms: Iterable<string>) => [...new Set(terms)].join(' ')

/** All terms of a person, as they are kept. */
export const termsOf = (keys: Keys, { names, phone, idNumber }: Findable): string =>
  joined([...names.flatMap(nameTerms), ...phoneTerms(keys, phone), ...(idNumber && idNumber.length >= 4 ? [idTail(keys, idNumber)] : [])])

/** Kept terms with those of one more name, and with those of another phone in the place of what was. */
export const withName = (kept: string, name: string) => joined([...kept.split(' '), ...nameTerms(name)])
export const withPhone = (kept: string, keys: Keys, phone: string) =>
  joined([...kept.split(' ').filter((term) => !/^[pq]/.test(term)), ...phoneTerms(keys, phone)])

/** What somebody typed, as questions for the index (FTS5). */
export interface Asked {
  /** All these are right as they are found. */
  sure: string | null
  /** These are looked at once more: the index only says who may be meant. */
  unsure: { match: string; holds: (person: Findable) => boolean }[]
}

// Of exactly these lengths. Were any part taken, a number that is masked could be asked for sign by sign: ten searches each.
const phoneEnd = /^\d{4}$/
const phoneBeginning = /^\d{7}$/
const idEnd = /^\d{3}[\dx]$/

/** Whether what was typed is a number of somebody's, or a part of one that is searched by; null if it is anything else. */
export function numberIn(typed: string): 'part' | 'whole' | null {
  const plain = prepareName(typed).join('').replace(/[\s-]/g, '')
  if ([phoneEnd, phoneBeginning, idEnd].some((part) => part.test(plain))) return 'part'
  const { idNumber, phone } = wholeNumbersIn(typed)
  return idNumber !== null || phone !== null ? 'whole' : null
}

/** The ID number and the phone number that are looked up for what was typed, whatever stands around their digits. */
export function wholeNumbersIn(typed: string): { idNumber: string | null; phone: string | null } {
  const plain = plainIdNumber(typed)
  const digits = plain.replace(/\D/g, '')
  return { idNumber: /^\d{17}[\dX]$/.test(plain) ? plain : null, phone: digits.length === 11 ? digits : null }
}

const every = (terms: readonly string[]) => `(${terms.join(' AND ')})`

/** Reads what was typed: part of a name, initials, the last four or first seven digits of a phone, the last four signs of an ID number. */
export function askFor(keys: Keys, typed: string): Asked {
  const signs = prepareName(typed)
  const written = signs.join('')
  const plain = written.replace(/[\s-]/g, '')
  const sure: string[] = []
  const unsure: Asked['unsure'] = []
  if (signs.length === 0 || signs.length > mostSigns) return { sure: null, unsure }
  if (signs.length <= longestGram) sure.push(nameTerm(signs))
  else {
    const match = every(gramsOf(signs, { shortest: longestGram, longest: longestGram }).map(nameTerm))
    unsure.push({ match, holds: ({ names }) => names.some((name) => prepareName(name).join('').includes(written)) })
  }
  if (/^[a-z]{2,12}$/.test(written)) {
    const length = Math.min(longestInitials, written.length)
    sure.push(every(gramsOf([...written], { shortest: length, longest: length }).map((letters) => initialsTerm(letters.join('')))))
  }
  if (phoneEnd.test(plain)) unsure.push({ match: phoneTail(keys, plain), holds: ({ phone }) => !!phone?.endsWith(plain) })
  if (phoneBeginning.test(plain)) unsure.push({ match: phoneHead(keys, plain), holds: ({ phone }) => !!phone?.startsWith(plain) })
  if (idEnd.test(plain)) {
    const end = plain.toUpperCase()
    unsure.push({ match: idTail(keys, end), holds: ({ idNumber }) => !!idNumber?.endsWith(end) })
  }
  return { sure: sure.length > 0 ? sure.join(' OR ') : null, unsure }
}
