// Certificate codes: 12 characters to read out or type; the last two tell a typing error from a code that is not ours.
import { normaliseWidth } from '#app/text/characters.ts'

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXY' // 29 characters, without those that look alike

/**
 * Computes two check characters over the first ten: weights 1 to 10 and their squares, modulo 29, a prime, so that any one wrong character
 * and any swap of neighbours is detected.
 */
function computeCheckCharacters(ten: string) {
  const values = [...ten].map((sign) => alphabet.indexOf(sign))
  const sum = (weight: (place: number) => number) => values.reduce((total, value, i) => total + value * weight(i + 1), 0) % 29
  return alphabet.charAt(sum((place) => place)) + alphabet.charAt(sum((place) => place * place))
}

/** Returns a new code from ten random numbers, each from 0 to 28. */
export function newCode(random: readonly number[]) {
  const ten = random.map((value) => alphabet.charAt(value)).join('')
  return ten + computeCheckCharacters(ten)
}

/** Parses a typed code, ignoring blanks and case; null if it cannot be a code: too short, or mistyped. */
export function parseCode(entered: string): string | null {
  const code = normaliseWidth(entered).toUpperCase().replace(/[\s-]/g, '')
  const isOurs =
    code.length === 12 && [...code].every((sign) => alphabet.includes(sign)) && computeCheckCharacters(code.slice(0, 10)) === code.slice(10)
  return isOurs ? code : null
}

/** Formats a code in groups of four, as printed. */
export const formatCode = (code: string) => (code.match(/.{1,4}/g) ?? []).join(' ')

/** Room for a code that was typed with spaces and dashes. */
const maxEnteredLength = 40

/** Returns a certificate's code as it was typed or is in an address; empty if none was given. */
export const codeFromEntry = (value: File | string | null) => (typeof value === 'string' ? value.trim().slice(0, maxEnteredLength) : '')
