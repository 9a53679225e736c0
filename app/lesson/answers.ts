// Compares what a reader typed into a fill-in check with the answers that its author allows. Runs on the phone, and in tests.
import { parseAmount } from '#app/text/parse-amount.ts'

/** What separates the answers of an author. */
export const answerSeparator = /[|｜]/

/** Nobody types more. */
const maxLength = 60

/** Units that mean the same: what is typed behind a number may be any word for the unit of the question. */
const sameUnits = [
  ['元', '块', '块钱', '圆', '元钱'],
  ['公斤', '千克', 'kg'],
  ['斤', '市斤'],
  ['克', 'g'],
  ['米', 'm'],
  ['厘米', '公分', 'cm'],
  ['小时', '个小时', '钟头', '个钟头', 'h'],
  ['分钟', '分', 'min'],
  ['天', '日'],
  ['个', '只', '件'],
  ['度', '℃', '°c', '摄氏度'],
  ['%', '个百分点'],
]

const plain = (typed: string) =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '')

/** Removes the unit of the question behind the answer, however it is named. */
function removeUnit(text: string, unit: string): string {
  const own = plain(unit)
  if (own === '') return text
  const names = sameUnits.find((group) => group.includes(own)) ?? [own]
  const behind = [...names].sort((one, other) => other.length - one.length).find((name) => text.endsWith(name) && text.length > name.length)
  return behind === undefined ? text : text.slice(0, -behind.length)
}

/** Brings to one form what means the same: width, case, blanks, signs between and behind words, the dash of a range, the unit. */
export function normaliseAnswer(typed: string, unit = ''): string {
  const text = plain(typed).replace(/[。.，,！!？?；;]+$/, '')
  return removeUnit(text, unit)
    .replace(/(\d)(?:[~～–—−]|到|至)(?=\d)/g, '$1-')
    .replace(/[\p{P}\p{S}]/gu, (sign, at: number, whole: string) =>
      '.-/:%'.includes(sign) && (/\d/.test(whole.charAt(at - 1)) || (sign === '-' && /\d/.test(whole.charAt(at + 1)))) ? sign : '',
    )
}

/** Whether what was typed is one of the allowed answers. Numbers are compared by value: 四块, ４元 and 4.00 are the same. */
export function isRightAnswer(typed: string, allowed: readonly string[], unit = ''): boolean {
  if (typed.length > maxLength) return false
  const entered = normaliseAnswer(typed, unit)
  if (entered === '') return false
  const amount = parseAmount(removeUnit(plain(typed), unit))
  return allowed.some((answer) => {
    const wanted = parseAmount(removeUnit(plain(answer), unit))
    return amount !== null && wanted !== null ? amount === wanted : normaliseAnswer(answer, unit) === entered
  })
}
