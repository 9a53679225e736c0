// Made-up shops, and random rounds of them.
import fc from 'fast-check'
import type { RoundInput } from '#app/modules/matching/round-types.ts'
import { defaultWeights } from '#app/modules/matching/score.ts'
import type { EastShop, WestShop } from '#app/modules/matching/sides.ts'
import { categories } from '#app/modules/shops/categories.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { type Handling, handlings, type Platform, platforms, type Skill, skills } from '#app/modules/shops/shop.ts'

export const aWestShop = (id: string, more: Partial<WestShop> = {}): WestShop => ({
  id,
  name: `西部${id}`,
  ownerId: `owner-${id}`,
  categories: ['drink.tea.green'],
  platforms: ['taobao'],
  band: 1,
  needs: ['photos'],
  ships: ['ambient'],
  ...more,
})

export const anEastShop = (id: string, more: Partial<EastShop> = {}): EastShop => ({
  id,
  name: `东部${id}`,
  ownerId: `owner-${id}`,
  categories: ['drink.tea.green'],
  platforms: ['taobao'],
  band: 3,
  willHelp: 1,
  helping: 0,
  teaches: ['photos'],
  handles: ['ambient'],
  buys: [],
  ...more,
})

export const aRound = (more: Partial<RoundInput> & Pick<RoundInput, 'west' | 'east'>): RoundInput => ({
  wishes: {},
  vetoes: [],
  conflicts: [],
  failed: [],
  weights: defaultWeights,
  goods: loadProgramme(null).goods,
  seed: 1,
  leastScore: 0,
  pins: [],
  ...more,
})

const some = <T extends string>(all: readonly T[], least = 0) =>
  fc.subarray([...all], { minLength: least, maxLength: Math.min(4, all.length) })
const codes = some(
  categories.map(({ code }) => code),
  1,
)
const onPlatforms = some(Object.keys(platforms) as Platform[])
const abilities = some(Object.keys(skills) as Skill[])
const handling = some(Object.keys(handlings) as Handling[])

/** Any round: owners on both sides, wishes, vetoes, conflicts, failures, weights, a least score, pins that can be kept. */
export const anyRound = ({ west: wests, east: easts } = { west: 8, east: 4 }): fc.Arbitrary<RoundInput> =>
  fc.tuple(fc.integer({ min: 1, max: wests }), fc.integer({ min: 1, max: easts })).chain(([westCount, eastCount]) => {
    const westIds = Array.from({ length: westCount }, (_, index) => `w${index + 1}`)
    const eastIds = Array.from({ length: eastCount }, (_, index) => `e${index + 1}`)
    const owner = fc.integer({ min: 1, max: 12 }).map((index) => `owner-${index}`)
    const pair = fc.tuple(fc.constantFrom(...westIds), fc.constantFrom(...eastIds))
    const wish = (ids: string[]) => fc.shuffledSubarray(ids, { maxLength: Math.min(5, ids.length) })
    return fc.record({
      west: fc.tuple(
        ...westIds.map((id) =>
          fc
            .record({ categories: codes, platforms: onPlatforms, band: fc.nat(5), ownerId: owner, needs: abilities, ships: handling })
            .map((it) => aWestShop(id, it)),
        ),
      ),
      east: fc.tuple(
        ...eastIds.map((id) =>
          fc
            .record({
              categories: codes,
              platforms: onPlatforms,
              band: fc.nat(5),
              ownerId: owner,
              teaches: abilities,
              handles: handling,
              buys: codes,
              willHelp: fc.nat(3),
              helping: fc.nat(1),
            })
            .map((it) => anEastShop(id, it)),
        ),
      ),
      wishes: fc
        .tuple(fc.tuple(...westIds.map(() => wish(eastIds))), fc.tuple(...eastIds.map(() => wish(westIds))))
        .map(
          ([ofWest, ofEast]) =>
            Object.fromEntries([
              ...westIds.map((id, index) => [id, ofWest[index]!]),
              ...eastIds.map((id, index) => [id, ofEast[index]!]),
            ]) as Record<string, string[]>,
        ),
      vetoes: fc.array(
        fc.tuple(pair, fc.boolean()).map(([[west, east], byWest]) => (byWest ? { by: west, of: east } : { by: east, of: west })),
        { maxLength: 3 },
      ),
      conflicts: fc.array(pair, { maxLength: 2 }),
      failed: fc.array(pair, { maxLength: 2 }),
      weights: fc.record({
        nearness: fc.nat(100),
        skills: fc.nat(100),
        logistics: fc.nat(100),
        platform: fc.nat(100),
        size: fc.nat(100),
        supply: fc.nat(100),
        load: fc.nat(100),
        wish: fc.nat(100),
      }),
      goods: fc.constant(loadProgramme(null).goods),
      seed: fc.integer(),
      leastScore: fc.constantFrom(0, 0, 300),
      pins: fc.uniqueArray(pair, { maxLength: 2, selector: ([west]) => west }),
    })
  })
