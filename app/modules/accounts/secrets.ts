// What can be chosen as a PIN or a password. Runs on server and phone.
import { normaliseText, plainSigns } from '#app/text/characters.ts'
import { figuresOf } from '#app/text/keys.ts'

/** Why a PIN cannot be taken, in a sentence; null if it can. `birthday` as `YYYY-MM-DD`. */
export function faultOfPin(entered: string, birthday: string | null): string | null {
  const pin = asMeant(entered)
  if (!/^\d{6}$/.test(pin)) return '请设 6 个数字。'
  if (/^(\d)\1{5}$/.test(pin)) return '6 个数字都一样，太好猜了，请换一个。'
  if ('01234567890'.includes(pin) || '09876543210'.includes(pin)) return '这样连着的数字太好猜了，请换一个。'
  if (/^(\d{2})\1{2}$|^(\d{3})\2$/.test(pin)) return '这样重复的数字太好猜了，请换一个。'
  if (/^(\d)\1(\d)\2(\d)\3$/.test(pin)) return '这样成对的数字太好猜了，请换一个。'
  if (['147258', '258369', '159753', '147852', '135790', '246810', '520131'].includes(pin)) return '这是很多人常用的密码，请换一个。'
  const digits = birthday?.replaceAll('-', '') ?? ''
  if (digits && [digits.slice(2), digits.slice(0, 6), digits.slice(4) + digits.slice(2, 4), digits.slice(6) + digits.slice(4, 6) + digits.slice(2, 4)].includes(pin)) return '不要用自己的生日，请换一个。'
  return null
}

/** Why a password cannot be taken; null if it can. Length is what counts. */
export function faultOfPassword(password: string, name: string): string | null {
  if (password.length < 10) return '密码至少 10 个字，可以是一句好记的话。'
  if (password.length > 200) return '密码太长了，请不超过 200 个字。'
  if (new Set(password).size < 4) return '密码里重复的字太多，请换一个。'
  if (password.toLowerCase().includes('password') || password.includes('1234567') || (name && password === name.repeat(Math.ceil(password.length / name.length)))) return '这个密码太好猜了，请换一个。'
  return null
}

/** A secret as it was meant: Chinese keyboards give full-width figures and letters (１２３) that look the same. */
export const asMeant = (secret: string) => normaliseText(secret).normalize('NFKC')

/** Full-width digits, spaces and a country code are how people write; 11 digits are what is meant. Null if it is no mobile number. */
export function mobileNumber(entered: string): string | null {
  const written = plainSigns(entered).replace(/[\s'’]/g, '')
  const digits = (figuresOf(written) ?? written.replace(/[().-]/g, '')).replace(/^(\+?86)(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}
