// What is recorded of a follow-up: her answers, a try without reaching her, that she declined.
import { z } from 'zod'
import { boundedText, day, severalOf, shortText, version, wholeNumberField } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'
import { channelLabels, helpLabels, howLabels, monthlyBands, obstacleLabels, sourceLabels, tryLabels } from './labels.ts'

/** Signs of a remark: two or three sentences. */
export const maxRemark = 300
const maxEmployed = 500

const keysOf = <Key extends string>(labels: Readonly<Record<Key, string>>) => Object.keys(labels) as [Key, ...Key[]]
/** The day as the phone says it, which may be days before it is sent. */
const on = () => day('请选哪一天。').optional()
const words = () => z.string().trim().max(maxRemark, `最多 ${maxRemark} 字。`).default('')
const people = (what: string) => z.union([z.literal(''), wholeNumberField(what, { max: maxEmployed })]).optional()
const reason = () => boundedText(maxLengths.reason, '原因').trim().optional()

const answered = z.object({
  do: z.literal('answer'),
  on: on(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .max(7)
    .optional(),
  how: z.enum(keysOf(howLabels), '请点一下：上门还是打电话。'),
  selling: z.enum(['yes', 'no'], '请点一下：她在不在卖。'),
  channel: z.enum(keysOf(channelLabels)).optional(),
  place: shortText().trim().default(''),
  band: z.coerce
    .number()
    .int()
    .min(0)
    .max(monthlyBands.length - 1)
    .optional(),
  employed: people('请了几个人'),
  employedRegistered: people('其中建档立卡的'),
  obstacles: severalOf(z.enum(keysOf(obstacleLabels)), 20),
  helps: severalOf(z.enum(keysOf(helpLabels)), 20),
  words: words(),
  source: z.enum(keysOf(sourceLabels), '请点一下：怎么知道的。'),
  /** Only if somebody has answered for her before: why this is to count instead. */
  reason: reason(),
})

export const followUpForm = z.discriminatedUnion('do', [
  answered,
  z.object({ do: z.literal('try'), on: on(), outcome: z.enum(keysOf(tryLabels), '请点一下：是没打通、不在家，还是外出了。') }),
  z.object({ do: z.literal('decline'), on: on(), words: words() }),
])
export type FollowUpEntry = z.output<typeof followUpForm>
export type AnswerEntry = Extract<FollowUpEntry, { do: 'answer' }>

/** Taking back what was recorded, so that she is asked again. */
const takenBack = z.object({
  do: z.literal('takeBack'),
  version: version(),
  reason: boundedText(maxLengths.reason, '原因').trim().default(''),
})

/** On the page of one: correcting it, or taking it back. */
export const correctionForm = z.discriminatedUnion('do', [answered, takenBack])
