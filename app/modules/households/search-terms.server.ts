// The terms by which a person is found, and the terms that a typed search stands for. A term is a word of lower-case letters and digits, as
// the index wants it; its first letter says of what kind it is. Phones and ID numbers are sealed, so their terms must not reveal them: a
// term is one of 2,048 keyed buckets into which the last four characters (or the first seven, or the middle four digits) fall, thousands of numbers to each.
// Whoever steals the database without the key learns nothing from them, and even with a list of known numbers no more than a guess among
// many. What is found in a bucket is decrypted and compared. If numbers were cut into small overlapping pieces, as names are, they could be
// reassembled from how often pieces occur together; that is why only the groups in which numbers are written find anybody.
import type { Keys } from '#app/keys.server.ts'
import { present } from '#app/present.ts'
import { listInitials, listSyllables } from '#app/text/name-sounds.server.ts'
import { maxSigns, normaliseSearchName } from '#app/text/search-name.ts'
import { normaliseIdNumber } from './id-number.ts'

export interface SearchableFields {
  /** The name, and all others under which the person has come in. */
  names: readonly string[]
  phone: string | null
  idNumber: string | null
}

const maxGramLength = 3
const maxInitialsLength = 4
/** Longer runs of syllables are nobody's name. */
const maxSyllables = 4

const hex = (signs: readonly string[]) => signs.map((sign) => present(sign.codePointAt(0), 'character').toString(16)).join('x')
const nameTerm = (signs: readonly string[]) => `n${hex(signs)}`
const initialsTerm = (letters: string) => `i${letters}`
const soundTerm = (letters: string) => `y${letters}`

/** Returns all runs of at most so many characters, each once. */
function gramsOf(signs: readonly string[], { shortest, longest }: { shortest: number; longest: number }): string[][] {
  const grams: string[][] = []
  for (let length = shortest; length <= longest; length++)
    for (let at = 0; at + length <= signs.length; at++) grams.push(signs.slice(at, at + length))
  return grams
}

/** Returns the initials of a name: 单小禾 is read sxh and dxh. */
export const getInitials = (name: string): string[] => listInitials(name).map((letters) => letters.join(''))

/** Returns the runs of syllables by which a name is found: 谭桂兰 by tan, gui, lan, tangui, guilan, tanguilan. */
const soundsOfName = (name: string): string[] =>
  listSyllables(name).flatMap((syllables) => gramsOf(syllables, { shortest: 1, longest: maxSyllables }).map((run) => run.join('')))

function nameTerms(name: string): string[] {
  const grams = gramsOf(normaliseSearchName(name).slice(0, maxSigns), { shortest: 1, longest: maxGramLength })
  const initials = listInitials(name).flatMap((letters) => gramsOf(letters, { shortest: 2, longest: maxInitialsLength }))
  return [
    ...grams.map(nameTerm),
    ...initials.map((letters) => initialsTerm(letters.join(''))),
    ...soundsOfName(name)
      .filter((letters) => letters.length > 1)
      .map(soundTerm),
  ]
}

/** One of 2,048 buckets: several endings share it. */
const bucket = ({ fingerprint }: Keys, what: string) =>
  (Buffer.from(fingerprint(`search ${what}`), 'base64url').readUInt16BE(0) & 2047).toString(32)

const phoneTail = (keys: Keys, phone: string) => `p${bucket(keys, `phone tail ${phone.slice(-4)}`)}`
/** The middle of the three groups in which a mobile number is written and read out: 138 7280 0002. */
const middleOf = (phone: string) => phone.slice(3, 7)
const phoneMiddle = (keys: Keys, middle: string) => `m${bucket(keys, `phone middle ${middle}`)}`
const phoneHead = (keys: Keys, phone: string) => `q${bucket(keys, `phone head ${phone.slice(0, 7)}`)}`
const idTail = (keys: Keys, idNumber: string) => `d${bucket(keys, `id tail ${idNumber.slice(-4)}`)}`

const phoneTerms = (keys: Keys, phone: string | null) =>
  phone && phone.length >= 7
    ? [phoneTail(keys, phone), phoneHead(keys, phone), ...(phone.length === 11 ? [phoneMiddle(keys, middleOf(phone))] : [])]
    : []

const joined = (terms: Iterable<string>) => [...new Set(terms)].join(' ')

/** Builds all terms of a person, as they are stored. */
export const buildTerms = (keys: Keys, { names, phone, idNumber }: SearchableFields): string =>
  joined([...names.flatMap(nameTerms), ...phoneTerms(keys, phone), ...(idNumber && idNumber.length >= 4 ? [idTail(keys, idNumber)] : [])])

/** Adds one more name to the stored terms, or replaces the terms of the phone. */
export const addNameTerms = (kept: string, name: string) => joined([...kept.split(' '), ...nameTerms(name)])
export const replacePhoneTerms = (kept: string, keys: Keys, phone: string) =>
  joined([...kept.split(' ').filter((term) => !/^[pqm]/.test(term)), ...phoneTerms(keys, phone)])

/** A typed search as queries for the index (FTS5). */
export interface SearchQuery {
  /** Matches that need no further check. */
  exact: string | null
  /** Matches that must be compared: the index only narrows them down. */
  candidates: { match: string; holds: (person: SearchableFields) => boolean }[]
}

// Exactly these lengths: the groups in which a number is written. If any part were accepted, a masked number could be found digit by digit,
// with ten searches each.
const phoneGroup = /^\d{4}$/
const phoneBeginning = /^\d{7}$/
const phoneEnd = /^\d{8}$/
const idEnd = /^\d{3}[\dx]$/

/** Whether the text is a whole number or a searchable part of one; null if it is anything else. */
export function extractNumber(typed: string): 'part' | 'whole' | null {
  const plain = toPlainNumber(typed)
  if ([phoneGroup, phoneBeginning, phoneEnd, idEnd].some((part) => part.test(plain))) return 'part'
  const { idNumber, phone } = extractFullNumbers(typed)
  return idNumber !== null || phone !== null ? 'whole' : null
}

const toPlainNumber = (typed: string) => normaliseSearchName(typed).join('').replaceAll('-', '')

/** Extracts the ID number and the phone number to look up, ignoring what surrounds their digits. */
export function extractFullNumbers(typed: string): { idNumber: string | null; phone: string | null } {
  const plain = normaliseIdNumber(typed)
  const digits = plain.replace(/\D/g, '')
  return { idNumber: /^\d{17}[\dX]$/.test(plain) ? plain : null, phone: digits.length === 11 ? digits : null }
}

/** A way in which a number matches what was typed: how the index narrows it down, what decides, and what it is called. */
interface NumberMatch {
  match: string
  holds: (person: SearchableFields) => boolean
  label: string
}

/** Lists the ways in which somebody's number may match the typed part of one. */
function numberMatches(keys: Keys, typed: string): NumberMatch[] {
  const plain = toPlainNumber(typed)
  const end = plain.toUpperCase()
  const matches: NumberMatch[] = []
  if (phoneGroup.test(plain))
    matches.push(
      { match: phoneTail(keys, plain), holds: ({ phone }) => !!phone?.endsWith(plain), label: `手机尾号 ${plain}` },
      {
        match: phoneMiddle(keys, plain),
        holds: ({ phone }) => phone?.length === 11 && middleOf(phone) === plain,
        label: `手机中间四位 ${plain}`,
      },
    )
  if (phoneBeginning.test(plain))
    matches.push({ match: phoneHead(keys, plain), holds: ({ phone }) => !!phone?.startsWith(plain), label: `手机前七位 ${plain}` })
  if (phoneEnd.test(plain))
    matches.push({ match: phoneTail(keys, plain), holds: ({ phone }) => !!phone?.endsWith(plain), label: `手机后八位 ${plain}` })
  if (idEnd.test(plain))
    matches.push({ match: idTail(keys, end), holds: ({ idNumber }) => !!idNumber?.endsWith(end), label: `身份证后四位 ${end}` })
  return matches
}

const every = (terms: readonly string[]) => `(${terms.join(' AND ')})`
const lettersOnly = /^[a-z]{2,24}$/
const maxInitialsTyped = 12

/**
 * Parses the search text: part of a name, its sound or initials, the first seven, middle four, last four or last eight digits of a phone,
 * the last four characters of an ID number.
 */
export function parseSearch(keys: Keys, typed: string): SearchQuery {
  const signs = normaliseSearchName(typed)
  const written = signs.join('')
  const sure: string[] = []
  const candidates: SearchQuery['candidates'] = []
  if (signs.length === 0 || signs.length > maxSigns) return { exact: null, candidates }
  if (signs.length <= maxGramLength) sure.push(nameTerm(signs))
  else {
    const match = every(gramsOf(signs, { shortest: maxGramLength, longest: maxGramLength }).map(nameTerm))
    candidates.push({ match, holds: ({ names }) => names.some((name) => isInName(written, name)) })
  }
  if (lettersOnly.test(written)) {
    if (written.length <= maxInitialsTyped) {
      const length = Math.min(maxInitialsLength, written.length)
      sure.push(every(gramsOf([...written], { shortest: length, longest: length }).map((letters) => initialsTerm(letters.join('')))))
    }
    sure.push(soundTerm(written))
  }
  candidates.push(...numberMatches(keys, typed))
  return { exact: sure.length > 0 ? sure.join(' OR ') : null, candidates }
}

const isInName = (written: string, name: string) => normaliseSearchName(name).join('').includes(written)

/** Explains by what a person was found, as short Chinese phrases: 手机尾号 0002, 拼音 tan. Empty if not by the person's own name or numbers. */
export function explainMatch(keys: Keys, typed: string, person: SearchableFields): string[] {
  const written = normaliseSearchName(typed).join('')
  if (written === '') return []
  const [name, ...others] = person.names
  const { idNumber, phone } = extractFullNumbers(typed)
  const spelling = others.find((other) => isInName(written, other))
  const isLetters = lettersOnly.test(written)
  return [
    ...(name !== undefined && isInName(written, name) ? ['姓名'] : spelling ? [`别的写法 ${spelling}`] : []),
    ...(isLetters && person.names.some((other) => soundsOfName(other).includes(written)) ? [`拼音 ${written}`] : []),
    ...(isLetters && person.names.some((other) => getInitials(other).some((initials) => initials.includes(written)))
      ? [`拼音首字母 ${written}`]
      : []),
    ...(idNumber !== null && person.idNumber === idNumber ? ['身份证号'] : []),
    ...(phone !== null && person.phone === phone ? ['手机号'] : []),
    ...numberMatches(keys, typed)
      .filter(({ holds }) => holds(person))
      .map(({ label }) => label),
  ]
}
