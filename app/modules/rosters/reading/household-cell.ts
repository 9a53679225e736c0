// Parses the cell of a household's number: the normalised number, or why it is none.
import { isDay } from '#app/calendar.ts'
import { normaliseHouseholdNumber } from '#app/modules/households/household-number.ts'
import { findKeyFault } from '#app/spreadsheet/cell-values.ts'
import type { Cell } from '#app/spreadsheet/cells.ts'
import { isShortened, findLookAlike } from '#app/text/keys.ts'
import { isNoAnswer } from '../vocabulary.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const asText = '请把这一列设为“文本”，照原来的户编号重新填写。'

/** 2-15 that a spreadsheet turned into a day, as it displays it: 2月15日, 15-Feb, 2026-02-15. */
const isDayShown = (key: string) => {
  const [, year, month = '', day = ''] = key.match(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\d{1,2}:\d{2}.*)?$/) ?? []
  if (year) return isDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  if (/^\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d{2}$/.test(key)) return true
  return /^\d{1,2}月\d{1,2}日$|^(19|20)\d{2}年\d{1,2}月$|^(\d{1,2}-)?(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(-\d{2,4})?$/.test(
    key,
  )
}

/** Whether it is displayed as a percentage, an amount, or a negative number: -61, (61). */
const isAmountShown = (key: string) => /^[\d.,]+%$|^[¥$€][\d.,]+$|^-\d[\d.,]*$|^\([\d.,]+\)$/.test(key)

/** Parses a household number. `isCut`: the whole column has lost its digits after the fifteenth. */
export function parseHouseholdNumber(cell: Cell, isCut: boolean): { number: string | null; note?: string } | { message: string } {
  const fault = findKeyFault(cell)
  if (fault) return { message: `户编号这一格${fault}。${asText}` }
  if (cell.kind === 'number') {
    if (Math.abs(cell.number) >= 1e15) return { message: `户编号这一格是数字，而且超过 15 位，后几位已经丢了。${asText}` }
    if (!/^\d+$/.test(cell.text)) return { message: `户编号“${cell.text}”是带小数或负号的数，不是户编号。${asText}` }
  }
  if (cell.kind === 'empty' || isNoAnswer(cell.text)) return { number: null }
  const number = normaliseHouseholdNumber(cell.text)
  const said = cell.text.trim().slice(0, 30)
  // A formula that looks up an empty cell gives 0, which would put everybody into one household.
  if (/^0+$/.test(number)) return { number: null, note: `户编号是 ${said}，当作没有填。` }
  if (isAmountShown(number)) return { message: `户编号“${said}”是百分数、金额或负数，不是户编号。${asText}` }
  const alike = findLookAlike(number)
  if (alike) return { message: `户编号“${said}”里的“${alike.sign}”是${alike.what}，看着像、其实不是一个字。请换成普通的英文字母或数字。` }
  if (isShortened(number)) return { message: `户编号“${said}”被表格改成了科学计数法，后几位已经丢了。${asText}` }
  if (isDayShown(number)) return { message: `户编号“${said}”是日期，像是表格自己改的。${asText}` }
  if (isCut && /^\d{15,}$/.test(number) && /^0*$/.test(number.slice(15)))
    return { message: `这一列的户编号后几位都是 0：整列被表格当成数字存过，后几位已经丢了。${asText}` }
  if (!/\d|[一二三四五六七八九十百]+[号户]/.test(number)) return { message: `户编号“${said}”里没有数字，不是户编号。没有户编号就空着。` }
  if (number.length > maxLengths.householdNumber)
    return { message: `户编号太长，最多 ${maxLengths.householdNumber} 个字。请核对是不是填错了列。` }
  return { number }
}
