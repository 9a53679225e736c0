// Numbers of people in a text that everybody reads: a lesson is no place for them. The number itself is never repeated.
import { isDay } from '#app/calendar.ts'
import { maskIdNumber, maskPhone } from '#app/masks.ts'
import { checkCharacter } from '#app/text/id-check-character.ts'
import type { Found } from './findings.ts'

interface Kind {
  rule: 'id-number' | 'mobile-number' | 'bank-card'
  /** How the number is written, also in groups: 138 0000 0000, 138-0000-0000. */
  pattern: RegExp
  isOne: (digits: string) => boolean
  mask: (digits: string) => string
}

/** Makes characters half-width without moving any. */
const toHalfWidth = (text: string) => text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

const isIdNumber = (digits: string) =>
  /^[1-9]\d{16}[\dX]$/.test(digits) &&
  isDay(`${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`) &&
  checkCharacter(digits.slice(0, 17)) === digits[17]

/** The check sum of bank cards (ISO/IEC 7812). */
function hasLuhnSum(digits: string) {
  const sum = [...digits].reverse().reduce((total, sign, place) => {
    const value = Number(sign) * (place % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

const sentences = {
  'id-number': (masked: string) => `这里有一个身份证号（${masked}）。课文谁都看得到，请删掉；要举例就写“×”。`,
  'mobile-number': (masked: string) =>
    `这里有一个手机号（${masked}）。课文会用几年，号码会换人。写清找哪个单位，或者写单位的座机；是本人同意公开的，可以放行。`,
  'bank-card': (masked: string) => `这里有一个银行卡号（${masked}）。课文谁都看得到，请删掉。`,
}

const kinds: readonly Kind[] = [
  {
    rule: 'id-number',
    pattern: /(?<![\dA-Za-z])[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[ -]?[\dXx](?![\dA-Za-z])/g,
    isOne: isIdNumber,
    mask: maskIdNumber,
  },
  {
    rule: 'bank-card',
    pattern: /(?<![\dA-Za-z])62\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])/g,
    isOne: hasLuhnSum,
    mask: maskIdNumber,
  },
  {
    rule: 'mobile-number',
    pattern: /(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d[ .-]?\d{4}[ .-]?\d{4}(?!\d)/g,
    isOne: () => true,
    mask: (digits) => maskPhone(digits.slice(-11)),
  },
]

/** Finds ID numbers (by their check character), mobile numbers and bank cards anywhere in the source, also in attributes. */
export function checkPersonalNumbers(source: string): Found[] {
  const text = toHalfWidth(source)
  return kinds.flatMap(({ rule, pattern, isOne, mask }) =>
    [...text.matchAll(pattern)].flatMap(({ 0: written, index }): Found[] => {
      const digits = written.replace(/[^\dXx]/g, '').toUpperCase()
      if (!isOne(digits)) return []
      const masked = mask(digits)
      const mend = { from: index, to: index + written.length, insert: '×'.repeat(masked.length), label: '用 × 盖住' }
      return [{ rule, at: index, what: masked, reason: sentences[rule](masked), mend }]
    }),
  )
}
