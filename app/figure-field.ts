// A figure as a field of a form asks for it.
import { z } from 'zod'
import { readFigure } from './figure.ts'

interface Limits {
  least?: number
  most: number
  /** What to say of one that is smaller or larger, where the number itself helps nobody. */
  tooSmall?: string
  tooLarge?: string
}

/** A whole figure of a form. `what` is the field's own label, so that label and sentence use the same word. */
export const figure = (what: string, { least = 0, most, tooSmall, tooLarge }: Limits) =>
  z.preprocess(
    (entered) => (typeof entered === 'string' ? (entered.trim() === '' ? undefined : (readFigure(entered) ?? entered)) : entered),
    z
      .number({ error: ({ input }) => (input === undefined || input === null ? `请填${what}` : `${what}要填数字`) })
      .int(`${what}要填整数`)
      .min(least, tooSmall ?? (least === 0 ? `${what}不能小于 0` : `${what}至少 ${least}`))
      .max(most, tooLarge ?? `${what}最多 ${most}`),
  )
