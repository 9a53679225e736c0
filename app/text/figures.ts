// Amounts as people write them: 12,000, １２０００, ¥12000, 1.2万, 12000.0.
import { plainSigns } from './characters.ts'
import { figuresOf, isShortened } from './keys.ts'

const scales: Record<string, number> = { 千: 1e3, 万: 1e4, 十万: 1e5, 百万: 1e6, 千万: 1e7, 亿: 1e8, W: 1e4 }

/** Commas part groups of three digits, or of four as Chinese counts; others part nothing, and what is meant is not known. */
const withoutCommas = (text: string) => (/^\d{1,3}(,\d{3})+(\D|$)|^\d{1,4}(,\d{4})+(\D|$)/.test(text) ? text.replaceAll(',', '') : text)

/** The amount that is meant, in whole units where `unit` is 1; null if the text is none. `unit` is what the column counts in (万元: 10,000). */
export function amountOf(written: string, unit = 1): number | null {
  const shown = plainSigns(written).replace(/[\s￥¥]/g, '').replace(/^约|^大约|(元|人民币|人|家|单|个|名|件|块)+$|左右$/g, '').replace(/(元|人|家|单|个|名|件|块)$/, '')
  const text = withoutCommas(shown)
  if (isShortened(text)) return null
  const whole = figuresOf(text)
  // 元 says more than the column's head, as a word for the scale does.
  const counts = /元|￥|¥/.test(plainSigns(written)) ? 1 : unit
  if (whole !== null) return Number(whole) * counts
  const [, digits, scale] = text.match(/^(\d+(?:\.\d+)?)(千万|百万|十万|千|万|亿|W)?$/i) ?? []
  if (digits === undefined) return null
  // A word for the scale says more than the column's head.
  return Number((Number(digits) * (scale ? scales[scale.toUpperCase()]! : counts)).toPrecision(12))
}
