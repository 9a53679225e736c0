// How secrets and phone numbers are meant, however they are typed. Runs on server and phone.
import { normaliseText, plainSigns } from '#app/text/characters.ts'
import { figuresOf } from '#app/text/keys.ts'

/** A secret as it was meant: Chinese keyboards give full-width figures and letters (１２３) that look the same. */
export const asMeant = (secret: string) => normaliseText(secret).normalize('NFKC')

/** Full-width digits, spaces and a country code are how people write; 11 digits are what is meant. Null if it is no mobile number. */
export function mobileNumber(entered: string): string | null {
  const written = plainSigns(entered).replace(/[\s'’]/g, '')
  const digits = (figuresOf(written) ?? written.replace(/[().-]/g, '')).replace(/^(\+?86|0086)(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}
