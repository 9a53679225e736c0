// Where there is talent and where none: townships by policy stage, villages by households.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, countDistinct, gt, isNotNull, lte, ne, sql } from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import { isCounty, townshipOf } from '#app/access/region-codes.ts'
import { findRegionOn, listChildren, toSpokenName } from '#app/modules/regions/regions.server.ts'
import { type Tier, tiers } from '#app/modules/courses/tiers.ts'
import type { Reader } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { stageCounts, stageSpells } from '#db/schema/talent.ts'
import { households } from '#db/views/households.ts'
import { holdsOn, inStretch, listStretches } from './rows.server.ts'
import { tierBits } from './stage-facts.ts'
import { stagesFrom } from './stages.ts'

export interface TownshipCoverage {
  code: string
  name: string
  /** Who completed a class of each tier: making policy, publicising it, using it. */
  completed: Record<Tier, number>
}

export interface VillageCoverage {
  code: string
  name: string
  /** In the register now. */
  households: number
  /** Households of which a member has completed a class by the day; and of which one holds a certificate or came further. */
  reached: number
  certified: number
}

export interface Coverage {
  townships: TownshipCoverage[]
  /** Of a township alone: a county has some hundred villages. */
  villages: VillageCoverage[]
}

interface CoverageQuery {
  region: string
  on: string
}

/** Reads what is covered in a region on a day. */
export async function readCoverage(read: Reader, asked: CoverageQuery): Promise<Coverage> {
  return {
    townships: await countTownships(read, asked),
    villages: isCounty(asked.region) ? [] : await countVillages(read, asked),
  }
}

async function countTownships(read: Reader, { region, on }: CoverageQuery): Promise<TownshipCoverage[]> {
  const none = (): Record<Tier, number> => ({ leadership: 0, township: 0, entrepreneur: 0 })
  const places = isCounty(region) ? listChildren(region, on).map(({ code }) => code) : [townshipOf(region)]
  const counted = new Map(places.map((code) => [code, none()]))
  const code = sql<string>`substr(${stageCounts.regionCode}, 1, 9)`
  for (const stretch of listStretches(region, on)) {
    const groups = await read
      .select({ code, done: stageCounts.done, count: sql<number>`sum(${stageCounts.change})` })
      .from(stageCounts)
      .where(and(inStretch(stageCounts, stretch), lte(stageCounts.day, on), gt(stageCounts.done, 0)))
      .groupBy(code, stageCounts.done)
    for (const group of groups) {
      const row = counted.get(group.code) ?? none()
      for (const tier of tiers) if ((group.done & tierBits[tier]) !== 0) row[tier] += group.count
      if (group.count > 0) counted.set(group.code, row)
    }
    await nextTurn()
  }
  return [...counted]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([township, completed]) => ({ code: township, name: findRegionOn(township, on)?.name ?? township, completed }))
}

async function countVillages(read: Reader, { region, on }: CoverageQuery): Promise<VillageCoverage[]> {
  const homes = await read
    .select({ code: households.regionCode, count: sql<number>`count(*)` })
    .from(households)
    .where(inRegion(households.regionCode, region))
    .groupBy(households.regionCode)
  const distinct = countDistinct(stageSpells.householdId)
  const isHere = and(inRegion(stageSpells.regionCode, region), holdsOn(on), isNotNull(stageSpells.householdId))
  const reached = await read
    .select({ code: stageSpells.regionCode, count: distinct })
    .from(stageSpells)
    .where(and(isHere, inValues(stageSpells.stage, stagesFrom('completed')), ne(stageSpells.done, 0)))
    .groupBy(stageSpells.regionCode)
  const certified = await read
    .select({ code: stageSpells.regionCode, count: distinct })
    .from(stageSpells)
    .where(and(isHere, inValues(stageSpells.stage, stagesFrom('certified'))))
    .groupBy(stageSpells.regionCode)
  const codes = new Set([...listChildren(region, on), ...homes, ...reached].map(({ code }) => code))
  const countIn = (rows: readonly { code: string; count: number }[], code: string) => rows.find((row) => row.code === code)?.count ?? 0
  return [...codes].sort().map((code) => ({
    code,
    name: toSpokenName(findRegionOn(code, on)?.name ?? code),
    households: countIn(homes, code),
    reached: countIn(reached, code),
    certified: countIn(certified, code),
  }))
}
