// The building blocks of all input, with their limits: every form, every batch and every command is made of them. All
// input is limited; `tests/site/fields.test.ts` finds a schema that is not.
import { z } from 'zod'
import { isDay } from '#app/calendar.ts'
import { invalidInput } from '#app/refusal.ts'
import { parseAmount } from './text/parse-amount.ts'

type Sentence = string | { error: string } | undefined

const text = (most: number) => (sentence?: Sentence) => z.string(sentence).max(most, `最多 ${most} 字。`)

/** Identifies an account, a shop, a class, a region …: always created by the system. */
export const id = text(60)

/** A name, a place, a number as typed. */
export const shortText = text(100)

/** A name, a place or a reason that may be left out or empty: undefined then. */
export const optionalText = () =>
  shortText()
    .optional()
    .transform((value) => value || undefined)

/** A reason, a message, some sentences. */
export const longText = text(2_000)

/**
 * A text whose domain says that it is `most` long. One that is longer is let through to the domain, which tells everything that is wrong with
 * the form at once; one that nobody types is refused here, in the same words.
 */
export const boundedText = (most: number, what = '', sentence?: Sentence) =>
  z.string(sentence).max(Math.max(most, 2_000), `${what}最多 ${most} 字。`)

/** Many lines, such as a timetable. */
export const linesOfText = text(20_000)

/** A password or PIN as typed. Longer ones would only keep the hashing busy. */
export const secret = text(200)

/** A path on our own site. */
export const pathText = text(500)

/** What the system wrote itself and reads again. */
export const keptText = text(20_000)

/** A day that exists, from 1900 to 2100, as `YYYY-MM-DD`. */
export const day = (sentence: string) => z.string(sentence).max(10, sentence).refine(isDay, sentence)

/** A moment with its zone, as programs write it. */
export const moment = () => z.iso.datetime().max(40)

/** A number as typed; the domain checks its value. */
export const typedNumber = (sentence?: Sentence) => z.coerce.number(sentence).min(-1e9, '这个数太小了。').max(1e9, '这个数太大了。')

/** The version that the sender was looking at. */
export const version = () => z.coerce.number().int().min(0).max(1e9)

/** The id that a phone gives itself. */
export const device = () => z.string().regex(/^[0-9a-z-]{8,40}$/)

/** A phone's sequence number for what it sends: only grows, and often starts at the milliseconds of its clock. */
export const sequence = () => z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** A count: an integer from a program. */
export const count = (sentence?: Sentence) => z.int(sentence).min(0).max(1e9)

/** A list of at most this many items. */
export const listOf = <T extends z.ZodType>(item: T, most: number, sentence?: Sentence) =>
  z.array(item, sentence).max(most, `最多 ${most} 项。`)

/** A field that may occur once, several times, or not at all, such as checkboxes: always a list. */
export const severalOf = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value]), listOf(item, most))

/** Parses what was entered; refuses with 422 and the message of each field. */
export function parseFields<T extends z.ZodType>(schema: T, entered: unknown): z.output<T> {
  const parsed = schema.safeParse(entered)
  if (parsed.success) return parsed.data
  throw invalidInput(messagesByField(parsed.error))
}

/** Nobody reads more. */
const maxSentences = 50

/** Returns the messages by the names that the fields have in a form: the innermost, as a position in a list means nothing on a page. */
export function messagesByField({ issues }: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const { path, message } of issues.slice(0, maxSentences))
    (fields[path.filter((part) => typeof part === 'string').at(-1) ?? 'form'] ??= []).push(message)
  return fields
}

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
