// The form that the coordinator posts about a round.
import { z } from 'zod'
import { day, id, boundedText, shortText, version } from '#app/fields.ts'
import { scoreParts, type Weights } from '#app/modules/matching/score.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const roundForm = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['OPEN_WISHES', 'REOPEN_WISHES']), version: version(), until: day('请选志愿收到哪天。') }),
  z.object({ do: z.literal('join'), shopId: id() }),
  z.object({ do: z.literal('weights'), leastScore: shortText(), ...Object.fromEntries(scoreParts.map((part) => [part, shortText()])) } as {
    do: z.ZodLiteral<'weights'>
    leastScore: z.ZodString
  } & Record<keyof Weights, z.ZodString>),
  z.object({ do: z.enum(['pin', 'conflict']), west: id(), east: id(), reason: boundedText(maxLengths.account, '原因') }),
])
export type RoundForm = z.output<typeof roundForm>
