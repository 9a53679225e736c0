// ID-card numbers by GB 11643: 17 digits and a check character by ISO 7064 MOD 11-2. The first six digits are where a person was first
// registered: not a residence, and perhaps a code that no longer exists.
import { isDay } from '#app/calendar.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { checkCharacter } from '#app/text/id-check-character.ts'
import { parseDigitGroups, isShortened, findLookAlike } from '#app/text/keys.ts'

export { checkCharacter }

export type IdNumberFault = 'missing' | 'damaged' | 'checksum'

export type IdNumber =
  | { ok: true; number: string; birthday: string; sex: 'female' | 'male'; disability: { kind: string; grade: string } | null }
  | { ok: false; fault: IdNumberFault; sentence: string }

const fault = (fault: IdNumberFault, sentence: string): IdNumber => ({ ok: false, fault, sentence })

/** Normalises an ID number to 18 characters: offices write full-width characters, blanks, a leading apostrophe and a lower-case x. */
export const normaliseIdNumber = (written: string) =>
  normaliseWidth(written)
    .replace(/[\s'’‘`"\-]/g, '')
    .toUpperCase()

/**
 * Parses an ID number as written. A disability certificate's number is the ID number followed by kind and grade. Returns its parts, or a
 * sentence for the officer about what is wrong.
 */
export function parseIdNumber(written: string, today: string): IdNumber {
  const plain = normaliseIdNumber(written)
  if (plain === '') return fault('missing', '没有填身份证号。')
  if (isShortened(plain) || (parseDigitGroups(plain) ?? plain) !== plain)
    return fault('damaged', '身份证号被表格当成了数字（科学计数法或带小数点），后几位已经丢了。请把这一列设为“文本”，再照身份证重新填。')
  if (/^\d{15}$/.test(plain)) return fault('damaged', '这是 15 位的旧身份证号，现在不用了。请照现在的身份证填 18 位。')
  if (/\d{17}[\dX].*\d{17}[\dX]/.test(plain)) return fault('damaged', '一格里填了两个人的身份证号。请分成两行，每人一行。')
  const alike = findLookAlike(plain)
  if (alike) return fault('damaged', `身份证号里的“${alike.sign}”是${alike.what}，不是身份证上的数字或字母 X。请照身份证改过来。`)
  const number = /^\d{17}[\dX][1-7][1-4]$/.test(plain) ? plain.slice(0, 18) : plain
  if (/^[\dX*]*([*]|X\d|XX)[\dX*]*$/.test(plain) && !/^\d{17}X$/.test(number) && plain.length >= 15)
    return fault('damaged', '身份证号有几位被遮住了（* 或 X）。请照身份证填写完整的 18 位。')
  if (!/^\d{17}[\dX]$/.test(number))
    return fault(
      'damaged',
      `身份证号应是 18 位，这里是 ${plain.length} 位${/[^\dX]/.test(plain) ? '，还有别的字' : ''}。请照身份证重新填。`,
    )
  const birthday = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birthday) || birthday < '1900-01-01' || birthday > today)
    return fault('checksum', `身份证号里的出生日期 ${birthday} 不对。请照身份证核对。`)
  if (checkCharacter(number.slice(0, 17)) !== number[17]) return fault('checksum', '身份证号有一位填错了（校验不对）。请照身份证核对。')
  const disability = plain.length === 20 ? { kind: plain.charAt(18), grade: plain.charAt(19) } : null
  return { ok: true, number, birthday, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female', disability }
}
