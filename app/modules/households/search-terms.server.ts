// The terms by which a person is found, and the terms that a typed search stands for. A term is a word of lower-case letters and digits, as
// the index wants it; its first letter says of what kind it is. Phones and ID numbers are sealed, so their terms must not reveal them: a
// term is one of 2,048 keyed buckets into which the last four characters (or the first seven digits) fall, thousands of numbers to each.
// Whoever steals the database without the key learns nothing from them, and even with a list of known numbers no more than a guess among
// many. What is found in a bucket is decrypted and compared. If numbers were cut into small overlapping pieces, as names are, they could be
// reassembled from how often pieces occur together; that is why a part from the middle of a number finds nobody.
import { pinyin } from 'pinyin-pro'
import type { Keys } from '#app/keys.server.ts'
import { normaliseIdNumber } from './id-number.ts'
import { normaliseSearchName } from './search-name.ts'

export interface SearchableFields {
  /** The name, and all others under which the person has come in. */
  names: readonly string[]
  phone: string | null
  idNumber: string | null
}

const maxGramLength = 3
const maxInitialsLength = 4
/** Longer names are searched by their first characters. */
const maxSigns = 40
/** Readings of a name in letters: rare ones beyond these are left out. */
const maxReadings = 8

const hex = (signs: readonly string[]) => signs.map((sign) => sign.codePointAt(0)!.toString(16)).join('x')
const nameTerm = (signs: readonly string[]) => `n${hex(signs)}`
const initialsTerm = (letters: string) => `i${letters}`

/** Returns all runs of at most so many characters, each once. */
function gramsOf(signs: readonly string[], { shortest, longest }: { shortest: number; longest: number }): string[][] {
  const grams: string[][] = []
  for (let length = shortest; length <= longest; length++)
    for (let at = 0; at + length <= signs.length; at++) grams.push(signs.slice(at, at + length))
  return grams
}

const lettersKnown = new Map<string, string[]>()

/** Returns the first letters of a character's readings, the usual one first; none if it has no reading. */
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

/** Returns the initials of a name: 单小禾 is read sxh and dxh. Characters without a reading are skipped. */
export function getInitials(name: string): string[] {
  let readings = ['']
  for (const sign of normaliseSearchName(name).slice(0, maxSigns)) {
    const letters = lettersOf(sign)
    if (letters.length > 0) readings = letters.flatMap((letter) => readings.map((before) => before + letter)).slice(0, maxReadings)
  }
  return readings
}

function nameTerms(name: string): string[] {
  const grams = gramsOf(normaliseSearchName(name).slice(0, maxSigns), { shortest: 1, longest: maxGramLength })
  const initials = getInitials(name).flatMap((letters) => gramsOf([...letters], { shortest: 2, longest: maxInitialsLength }))
  return [...grams.map(nameTerm), ...initials.map((letters) => initialsTerm(letters.join('')))]
}

/** One of 2,048 buckets: several endings share it. */
const bucket = ({ fingerprint }: Keys, what: string) =>
  (Buffer.from(fingerprint(`search ${what}`), 'base64url').readUInt16BE(0) & 2047).toString(32)

const phoneTail = (keys: Keys, phone: string) => `p${bucket(keys, `phone tail ${phone.slice(-4)}`)}`
const phoneHead = (keys: Keys, phone: string) => `q${bucket(keys, `phone head ${phone.slice(0, 7)}`)}`
const idTail = (keys: Keys, idNumber: string) => `d${bucket(keys, `id tail ${idNumber.slice(-4)}`)}`

const phoneTerms = (keys: Keys, phone: string | null) =>
  phone && phone.length >= 7 ? [phoneTail(keys, phone), phoneHead(keys, phone)] : []

const joined = (terms: Iterable<string>) => [...new Set(terms)].join(' ')

/** Builds all terms of a person, as they are stored. */
export const buildTerms = (keys: Keys, { names, phone, idNumber }: SearchableFields): string =>
  joined([...names.flatMap(nameTerms), ...phoneTerms(keys, phone), ...(idNumber && idNumber.length >= 4 ? [idTail(keys, idNumber)] : [])])

/** Adds one more name to the stored terms, or replaces the terms of the phone. */
export const addNameTerms = (kept: string, name: string) => joined([...kept.split(' '), ...nameTerms(name)])
export const replacePhoneTerms = (kept: string, keys: Keys, phone: string) =>
  joined([...kept.split(' ').filter((term) => !/^[pq]/.test(term)), ...phoneTerms(keys, phone)])

/** A typed search as queries for the index (FTS5). */
export interface SearchQuery {
  /** Matches that need no further check. */
  exact: string | null
  /** Matches that must be compared: the index only narrows them down. */
  candidates: { match: string; holds: (person: SearchableFields) => boolean }[]
}

// Exactly these lengths. If any part were accepted, a masked number could be found digit by digit, with ten searches each.
const phoneEnd = /^\d{4}$/
const phoneBeginning = /^\d{7}$/
const idEnd = /^\d{3}[\dx]$/

/** Whether the text is a whole number or a searchable part of one; null if it is anything else. */
export function extractNumber(typed: string): 'part' | 'whole' | null {
  const plain = normaliseSearchName(typed).join('').replace(/[\s-]/g, '')
  if ([phoneEnd, phoneBeginning, idEnd].some((part) => part.test(plain))) return 'part'
  const { idNumber, phone } = extractFullNumbers(typed)
  return idNumber !== null || phone !== null ? 'whole' : null
}

/** Extracts the ID number and the phone number to look up, ignoring what surrounds their digits. */
export function extractFullNumbers(typed: string): { idNumber: string | null; phone: string | null } {
  const plain = normaliseIdNumber(typed)
  const digits = plain.replace(/\D/g, '')
  return { idNumber: /^\d{17}[\dX]$/.test(plain) ? plain : null, phone: digits.length === 11 ? digits : null }
}

const every = (terms: readonly string[]) => `(${terms.join(' AND ')})`

/**
 * Parses the search text: part of a name, initials, the last four or first seven digits of a phone, the last four characters of an ID
 * number.
 */
export function parseSearch(keys: Keys, typed: string): SearchQuery {
  const signs = normaliseSearchName(typed)
  const written = signs.join('')
  const plain = written.replace(/[\s-]/g, '')
  const sure: string[] = []
  const candidates: SearchQuery['candidates'] = []
  if (signs.length === 0 || signs.length > maxSigns) return { exact: null, candidates }
  if (signs.length <= maxGramLength) sure.push(nameTerm(signs))
  else {
    const match = every(gramsOf(signs, { shortest: maxGramLength, longest: maxGramLength }).map(nameTerm))
    candidates.push({ match, holds: ({ names }) => names.some((name) => normaliseSearchName(name).join('').includes(written)) })
  }
  if (/^[a-z]{2,12}$/.test(written)) {
    const length = Math.min(maxInitialsLength, written.length)
    sure.push(every(gramsOf([...written], { shortest: length, longest: length }).map((letters) => initialsTerm(letters.join('')))))
  }
  if (phoneEnd.test(plain)) candidates.push({ match: phoneTail(keys, plain), holds: ({ phone }) => !!phone?.endsWith(plain) })
  if (phoneBeginning.test(plain)) candidates.push({ match: phoneHead(keys, plain), holds: ({ phone }) => !!phone?.startsWith(plain) })
  if (idEnd.test(plain)) {
    const end = plain.toUpperCase()
    candidates.push({ match: idTail(keys, end), holds: ({ idNumber }) => !!idNumber?.endsWith(end) })
  }
  return { exact: sure.length > 0 ? sure.join(' OR ') : null, candidates }
}
