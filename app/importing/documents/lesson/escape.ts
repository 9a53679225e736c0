// Writes text as Markdown that shows exactly this text: nothing of it becomes code, a component, a heading or a list.
import { isAllowedUrl } from '#app/lesson/safe-lesson.ts'
import { invisibleCharacter } from '#app/lesson/complexity-limits.ts'
import { normaliseText } from '#app/text/characters.ts'
import type { Run } from '../blocks.ts'

const invisible = new RegExp(invisibleCharacter.source, 'g')

/** Removes what a lesson may not have, and the spaces with which Chinese paragraphs are indented. */
export const cleanText = (text: string) =>
  normaliseText(text.replace(/[\u0085\u2028\u2029\v\f\r]/g, '\n'))
    .replace(/\p{Surrogate}|\p{Noncharacter_Code_Point}|\p{Private_Use}/gu, '')
    .replace(invisible, '')
    .replace(/[ \t]+/g, ' ')

/** A URL or mailbox, by the rule of lessons: it ends where ASCII ends. */
const address = /(?:https?:\/\/|www\.)[!-;=?-~]+|[\w+\-.]+@[\w-]+(?:\.[\w-]+)+/gi
const trailing = /[!"&',.:;?\]})*_~]+$/

/** Splits bare addresses off, so that they can be written as links. */
export function splitAddresses(run: Run): Run[] {
  if (run.href !== undefined) return [run]
  const pieces: Run[] = []
  let done = 0
  for (const { 0: found, index } of run.text.matchAll(address)) {
    const shown = found.replace(trailing, '')
    const href = /^https?:/i.test(shown) ? shown : shown.includes('@') && !/^www\./i.test(shown) ? `mailto:${shown}` : `https://${shown}`
    if (index > done) pieces.push({ ...run, text: run.text.slice(done, index) })
    pieces.push({ ...run, text: shown, href })
    done = index + shown.length
  }
  return done === 0 ? [run] : [...pieces, ...(done < run.text.length ? [{ ...run, text: run.text.slice(done) }] : [])]
}

/** The address as a lesson may have it; null if it may not: only other sites over https, and mailboxes. */
export function toAllowedAddress(href: string): string | null {
  const address = href
    .trim()
    .replace(/[\s()<>\\`*[\]{}|"^]/g, (sign) =>
      encodeURIComponent(sign) === sign ? `%${sign.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(sign),
    )
  return /^(?:https:\/\/|mailto:)./i.test(address) && /^[!-~]+$/.test(encodeURI(decodeSafely(address))) && isAllowedUrl(address)
    ? toAscii(address)
    : null
}

const decodeSafely = (text: string) => {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
const toAscii = (address: string) => address.replace(/[^!-~]+/g, (signs) => encodeURIComponent(signs))

/** Signs that Markdown or MDX would read as something else, anywhere in a line. */
export const escapeText = (text: string, { inTable = false } = {}) =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[`*[{]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~(?=~)|(?<=~)~|#(?=#)|(?<=#)#/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/<(?=[A-Za-z/!?])/g, '&lt;')
    .replace(/</g, '\\<')
    .replace(/＊＊/g, '＊ ＊')
    .replace(/\|/g, inTable ? '\\|' : '|')

/** Signs that mean something at the beginning of a line. */
export const escapeLineStart = (line: string) =>
  line
    .replace(/^(?:[#>+=:|-]|~(?=~))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?:import|export)(?=[\s{*'"]|$)/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`)

/** A value of a component's attribute, in quotes. */
export const escapeAttribute = (text: string) =>
  `"${cleanText(text)
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replace(/[*~`[{|]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .trim()}"`
