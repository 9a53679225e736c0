// Mobile numbers, however they are typed. Runs on server and phone.
import { normaliseWidth } from './characters.ts'
import { parseDigitGroups } from './keys.ts'

/** The 11 digits of a mobile number, written with full-width digits, spaces or a country code; null if it is none. */
export function parseMobileNumber(entered: string): string | null {
  const written = normaliseWidth(entered).replace(/[\s'’]/g, '')
  const digits = (parseDigitGroups(written) ?? written.replace(/[().-]/g, '')).replace(/^(\+?86|0086)(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}
