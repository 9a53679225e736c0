// Amounts in the columns of lists: read as everywhere else, counted in what the column's head says.
import { readFigure } from '#app/figure.ts'
import { plainSigns } from './characters.ts'
import { figuresOf } from './keys.ts'

/** The amount that is meant, in whole units where `unit` is 1; null if the text is none, or less than nothing. `unit` is what the column counts in (万元: 10,000). */
export function amountOf(written: string, unit = 1): number | null {
  const text = plainSigns(written).replace(/(左右|上下|多)$/, '')
  const amount = readFigure(figuresOf(text) ?? text)
  if (amount === null || amount < 0) return null
  // A word for the scale says more than the column's head.
  return /[十百千万亿kw]/i.test(text) ? amount : Number((amount * unit).toPrecision(12))
}
