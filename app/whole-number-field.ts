// An integer field of a form.
import { z } from 'zod'
import { parseAmount } from './text/parse-amount.ts'

interface Limits {
  min?: number
  max: number
  /** The message for a number out of bounds, if naming the bound does not help. */
  tooSmall?: string
  tooLarge?: string
}

/** An integer of a form. `what` is the field's own label, so that label and message use the same word. */
export const wholeNumberField = (what: string, { min = 0, max, tooSmall, tooLarge }: Limits) =>
  z.preprocess(
    (entered) => (typeof entered === 'string' ? (entered.trim() === '' ? undefined : (parseAmount(entered) ?? entered)) : entered),
    z
      .number({ error: ({ input }) => (input === undefined || input === null ? `请填${what}` : `${what}要填数字`) })
      .int(`${what}要填整数`)
      .min(min, tooSmall ?? (min === 0 ? `${what}不能小于 0` : `${what}至少 ${min}`))
      .max(max, tooLarge ?? `${what}最多 ${max}`),
  )
