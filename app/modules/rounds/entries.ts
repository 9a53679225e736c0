// Schemas of wishes and vetoes.
import { z } from 'zod'
import { id, listOf } from '#app/fields.ts'
import { maxWishes } from '#app/modules/matching/score.ts'

const distinct = (what: string) => listOf(id(), 2_000).refine((ids) => new Set(ids).size === ids.length, `${what}里有店选了两次`)

export const wishEntry = z
  .object({
    wishes: distinct('志愿').refine((ids) => ids.length <= maxWishes, `志愿最多 ${maxWishes} 个`),
    vetoes: distinct('不愿意的').default([]),
  })
  .refine(({ wishes, vetoes }) => !wishes.some((id) => vetoes.includes(id)), {
    path: ['vetoes'],
    error: '同一家店不能既选为志愿，又选为不愿意',
  })

export type WishEntry = z.input<typeof wishEntry>
