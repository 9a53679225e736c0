// The rules for PINs and passwords: nothing that guessing starts with, and nothing that others know about the owner.
import { commonPasswords, commonPins } from './common-secrets.ts'
import { normaliseSecret } from '#app/text/secrets.ts'
import { isWeakWordVariant } from './weak-passwords.ts'

/** The words and numbers about somebody that others know. */
export interface PersonalTerms {
  name: string
  /** `YYYY-MM-DD`. */
  birthday: string | null
  phones: readonly string[]
  idNumber: string | null
  /** Names of the place, which guessing starts with. */
  placeWords: readonly string[]
}

export const noPersonalTerms: PersonalTerms = { name: '', birthday: null, phones: [], idNumber: null, placeWords: [] }

type Rule = [fits: (secret: string, own: PersonalTerms) => boolean, sentence: string]

const pinRules: Rule[] = [
  [(pin) => !/^\d{6}$/.test(pin), '请设 6 个数字。'],
  [(pin) => /^(\d)\1{5}$/.test(pin), '6 个数字都一样，太好猜了，请换一个。'],
  [(pin) => isRun(pin), '这样连着的数字太好猜了，请换一个。'],
  [(pin) => /^(\d{2})\1{2}$|^(\d{3})\2$/.test(pin), '这样重复的数字太好猜了，请换一个。'],
  [(pin) => /^(\d)\1(\d)\2(\d)\3$/.test(pin), '这样成对的数字太好猜了，请换一个。'],
  [(pin, { birthday }) => birthdayOrders(birthday).includes(pin), '不要用自己的生日，请换一个。'],
  [(pin, { phones }) => phones.some((phone) => phone.includes(pin)), '不要用手机号里的数字，请换一个。'],
  [(pin, { idNumber }) => idNumber?.includes(pin) ?? false, '不要用身份证号里的数字，请换一个。'],
  [(pin) => new Set(pin).size <= 2 || pin === reversed(pin), '这样重复的数字太好猜了，请换一个。'],
  [(pin) => isDate(pin), '这看起来是一个日期，别人容易猜到，请换一个。'],
  [(pin) => commonPins.has(pin), '这是很多人常用的密码，请换一个。'],
]

const passwordRules: Rule[] = [
  [(password) => [...password].length < 10, '密码至少 10 个字，可以是一句好记的话。'],
  [(password) => password.length > 200, '密码太长了，请不超过 200 个字。'],
  [(password) => new Set(password).size < 4, '密码里重复的字太多，请换一个。'],
  [(password) => !/\p{L}/u.test(password), '只有数字的密码太好猜了，请加几个字，或用一句好记的话。'],
  [(password, { phones }) => phones.some((phone) => containsNumber(password, phone.slice(-8))), '密码里不要有自己的手机号，请换一个。'],
  [
    (password, { idNumber }) => idNumber !== null && containsNumber(password, idNumber.slice(-6).toLowerCase()),
    '密码里不要有自己的身份证号，请换一个。',
  ],
  [
    (password, { birthday }) => [...password].length < 16 && formatBirthdayVariants(birthday).some((day) => containsNumber(password, day)),
    '密码里不要有自己的生日，请换一个。',
  ],
  // The rest beside the name must nearly be long enough by itself, and more than digits or a weak word.
  [(password, { name, placeWords }) => isNameWithAffix(password, name.toLowerCase(), placeWords), '密码里不要有自己的姓名，请换一个。'],
  [
    (password, { placeWords }) => commonPasswords.has(password) || isWeakWordVariant(password, placeWords) || /^(.+?)\1+$/.test(password),
    '这个密码太好猜了，请换一个。',
  ],
  [(password) => new Set(withoutRuns(password)).size < 4 && [...withoutRuns(password)].length < 6, '这样连着的字太好猜了，请换一个。'],
]

const findFirstFault = (rules: readonly Rule[], secret: string, own: PersonalTerms) =>
  rules.find(([fits]) => fits(secret, own))?.[1] ?? null

/** Why a PIN is refused, in a sentence; null if it is not. */
export const findPinFault = (entered: string, own: PersonalTerms): string | null => findFirstFault(pinRules, normaliseSecret(entered), own)

/** Why a password is refused, in a sentence; null if it is not. Length matters most. */
export const findPasswordFault = (entered: string, own: PersonalTerms): string | null =>
  findFirstFault(passwordRules, normaliseSecret(entered).slice(0, 201).toLowerCase(), own)

/** Whether a password contains a number, also in groups: 139-1234-5678, 1984年05月06日. */
const containsNumber = (password: string, number: string) =>
  [password, password.replace(/[^\p{L}\d]/gu, ''), password.replace(/\D/g, '')].some((reading) => reading.includes(number))

/** The spellings of a birthday with a year of four digits. */
function formatBirthdayVariants(birthday: string | null) {
  if (!birthday) return []
  const [year, month, day] = birthday.split('-')
  return [`${year}${month}${day}`, `${year}${Number(month)}${Number(day)}`, `${day}${month}${year}`, `${month}${day}${year}`]
}

function isNameWithAffix(password: string, name: string, placeWords: readonly string[]) {
  if (name.length < 2) return false
  const plain = password.replace(/[^\p{L}\d]/gu, '') // 田·小禾
  return [password, plain].some((reading) => {
    if (!reading.includes(name)) return false
    const rest = reading.replaceAll(name, '')
    return [...rest].length < 8 || isWeakWordVariant(rest, placeWords)
  })
}

const reversed = (text: string) => [...text].reverse().join('')

/** Rows of keys on a keyboard. */
const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujm',
  '13579',
  '24680',
  'password',
  'admin',
  'woaini',
  '5201314',
]
const runs = [...rows, ...rows.map(reversed)]

const isRun = (digits: string) =>
  ['01234567890', '1357902468013579', '9876543210'].some((row) => row.includes(digits)) || '0987654321098765'.includes(digits)

/** A password without the rows of keys and the repeated characters in it. */
function withoutRuns(password: string) {
  let left = ''
  for (let at = 0; at < password.length;) {
    const length = runLengthAt(password, at)
    if (length < 4) left += password.charAt(at)
    at += length < 4 ? 1 : length
  }
  return left
}

function runLengthAt(text: string, at: number) {
  let longest = 1
  while (text[at + longest] === text[at]) longest++
  for (let length = longest + 1; at + length <= text.length && runs.some((row) => row.includes(text.slice(at, at + length))); length++)
    longest = length
  return longest
}

/** Year, month and day in the usual orders, two digits each. */
function birthdayOrders(birthday: string | null) {
  if (!birthday) return []
  const [year, month, day] = [birthday.slice(0, 4), birthday.slice(5, 7), birthday.slice(8)]
  const short = year.slice(2)
  return [short + month + day, year + month, month + day + short, day + month + short, month + year, year + day]
}

/** Whether a PIN is YYMMDD of any year, or YYYYMM of a year that people remember. */
function isDate(pin: string) {
  const [year, month, day] = [Number(pin.slice(0, 2)), Number(pin.slice(2, 4)), Number(pin.slice(4))]
  const isMonth = (value: number) => value >= 1 && value <= 12
  const daysOfMonth = new Date(Date.UTC(2000 + (year % 4), month, 0)).getUTCDate()
  const whole = Number(pin.slice(0, 4))
  return (isMonth(month) && day >= 1 && day <= daysOfMonth) || (whole >= 1930 && whole <= 2039 && isMonth(day))
}
