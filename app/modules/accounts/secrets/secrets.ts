// How secrets and phone numbers are meant, however they are typed. Runs on server and phone.
import { normaliseText, normaliseWidth } from '#app/text/characters.ts'
import { parseDigitGroups } from '#app/text/keys.ts'

/**
 * A secret as it is kept: Chinese keyboards give full-width figures and letters (１２３) that look the same, and those of
 * phones add a blank behind what they complete. Figures alone may be typed in groups.
 */
export function normaliseSecret(secret: string) {
  const plain = withBlanks(secret).trim()
  return /^[\d\s]+$/.test(plain) ? plain.replace(/\s/g, '') : plain
}

/** A secret with the blanks around it: as it was kept before they were dropped. */
const withBlanks = (secret: string) => normaliseText(secret).normalize('NFKC')

/** How somebody who types this may have chosen it, the likeliest first: as typed, and without the blanks around it. */
export const candidateSecrets = (typed: string): string[] => [...new Set([withBlanks(typed), normaliseSecret(typed)])]

/** Full-width digits, spaces and a country code are how people write; 11 digits are what is meant. Null if it is no mobile number. */
export function parseMobileNumber(entered: string): string | null {
  const written = normaliseWidth(entered).replace(/[\s'’]/g, '')
  const digits = (parseDigitGroups(written) ?? written.replace(/[().-]/g, '')).replace(/^(\+?86|0086)(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}
