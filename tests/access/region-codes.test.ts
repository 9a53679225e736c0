// Codes of regions: what lies where is one rule, in code and in queries.
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countyOf, liesIn, townshipOf } from '#app/access/region-codes.ts'
import { inRegion } from '#app/access/within.server.ts'
import { aSite } from '#tests/support/site.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-3]{${length}}$`))
const code = fc.constantFrom(6, 9, 12).chain(digits)

test('a place lies in its township, in its county and in itself', () => {
  fc.assert(fc.property(code, (place) => [place, townshipOf(place), countyOf(place)].every((region) => liesIn(place, region))))
})

test('a query finds what lies in a region, and nothing else', async () => {
  const { read } = await aSite()
  const known = fc.array(code, { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(known, fc.constantFrom(2, 4, 6), async (places, length) => {
      const region = places[0]!.slice(0, length)
      const table = sql.join(
        places.map((place) => sql`select ${place} as place`),
        sql` union all `,
      )
      const found = await read
        .select({ place: sql<string>`place` })
        .from(sql`(${table})`)
        .where(inRegion(sql`place`, region))
      expect(found.map(({ place }) => place).sort()).toEqual(places.filter((place) => liesIn(place, region)).sort())
    }),
    { numRuns: 50 },
  )
})
