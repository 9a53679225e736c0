// Schemas of what people enter in a pairing: check-ins, messages, assessments.
import { z } from 'zod'
import { device, sequence } from '#app/fields.ts'

/** The sending phone and its sequence number: sent again, it is the same entry. */
const fromPhone = { device: device(), sequence: sequence() }

export const checkInEntry = z.object({
  ...fromPhone,
  /** A form sends yes or no. */
  contacted: z.union([z.boolean(), z.enum(['yes', 'no']).transform((said) => said === 'yes')], { error: '请点一下：最近两周联系过没有' }),
  done: z.string().trim().max(500, '最多 500 字').default(''),
  next: z.string().trim().max(500, '最多 500 字').default(''),
  /** A one-tap check-in says only whether they were in touch. */
  mood: z.enum(['well', 'slowly', 'stuck'], { error: '请选进展怎么样' }).nullable().default(null),
  aboutOther: z.string().trim().max(500, '最多 500 字').default(''),
})

export type CheckInEntry = z.input<typeof checkInEntry>

/** A picture alone is a message too; the command requires one of the two. */
export const messageEntry = z.object({ ...fromPhone, text: z.string().trim().max(1000, '最多 1000 字').default('') })

export type MessageEntry = z.input<typeof messageEntry>

export const assessmentEntry = z.object({
  helped: z.enum(['much', 'some', 'little'], { error: '请选帮助大不大' }),
  words: z.string().trim().max(500, '最多 500 字').default(''),
})

export type AssessmentEntry = z.input<typeof assessmentEntry>
