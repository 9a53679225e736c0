// Amounts in the columns of lists: parsed as everywhere else, in the unit of the column's header.
import { parseAmount } from '#app/text/parse-amount.ts'
import { normaliseWidth } from './characters.ts'
import { parseDigitGroups, isShortened } from './keys.ts'

/** Commas separate groups of three digits, or of four as in Chinese; in other positions the meaning is unknown. */
const withoutCommas = (text: string) => (/^\d{1,3}(,\d{3})+(\D|$)|^\d{1,4}(,\d{4})+(\D|$)/.test(text) ? text.replaceAll(',', '') : text)

/** Parses an amount, in whole units if `unit` is 1; null if the text is none, or negative. `unit` is that of the column (万元: 10,000). */
export function parseChineseAmount(written: string, unit = 1): number | null {
  const shown = normaliseWidth(written)
    .trim()
    .replace(/^(大?约)?\s*[￥¥]?\s*|\s*(左右|上下|多)$/g, '')
  const text = withoutCommas(shown.replace(/\s*(元|人民币|人|家|单|个|名|件|块)+$/, ''))
  if (isShortened(text)) return null
  const amount = parseAmount(parseDigitGroups(text) ?? text)
  if (amount === null || amount < 0) return null
  // A word for the scale, or for money, takes precedence over the column's header.
  return /[十百千万亿kw]/i.test(text) || /元|￥|¥/.test(normaliseWidth(written)) ? amount : Number((amount * unit).toPrecision(12))
}
