// Parameters and form of a proposed matching: a change to try out, and accepting it.
import { z } from 'zod'
import { id, version, wholeNumberField } from '#app/fields.ts'
import type { Pair } from '#app/modules/matching/instance.ts'
import { scoreParts } from '#app/modules/matching/score.ts'
import type { Change } from '#app/modules/matching/what-if.ts'

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('place'), east: id().min(1) }),
  z.object({ kind: z.literal('pin'), west: id().min(1), east: id().min(1) }),
  z.object({ kind: z.literal('unpin'), west: id().min(1) }),
  z.object({ kind: z.literal('weight'), part: z.enum(scoreParts), weight: wholeNumberField('权重', { max: 100 }) }),
])

/** What a change is told by in an address. */
export const changeParams = ['kind', 'west', 'east', 'part', 'weight'] as const

/** Parses the change in an address: null if none, `mistaken` if it makes no sense. */
export function parseChange(search: URLSearchParams): Change | 'mistaken' | null {
  if (!search.has('kind')) return null
  const { data } = change.safeParse(Object.fromEntries(search))
  return data ? data : 'mistaken'
}

/** Signs: enough for the pairs of two thousand shops. */
const maxPairs = 100_000

/** The displayed pairs are posted too, so that what is accepted is what was seen. */
export const acceptForm = z.object({
  version: version(),
  expected: z
    .string()
    .max(maxPairs)
    .transform((pairs) =>
      pairs
        .split(' ')
        .filter(Boolean)
        .map((pair) => pair.split('/') as unknown as Pair),
    ),
})
