// What changed between two days: from where to where people came, who fell out of a class, and how long they stayed.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, eq, gt, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { daysBetween } from '#app/calendar.ts'
import { subqueries } from '#db/dialect/dialect.ts'
import { groupToJson, parseGroup } from '#db/json-group.ts'
import type { Reader } from '#app/site.ts'
import { stageSpells } from '#db/schema/talent.ts'
import type { PipelineFilter } from './pipeline-filter.ts'
import { holdsOn, inCohort, inStretch, listStretches, passes, type Stretch } from './rows.server.ts'
import type { Leaving, PipelineStage } from './stages.ts'
import { stages } from './stages.ts'

export interface Between extends PipelineFilter {
  /** The earlier and the later day. */
  since: string
  on: string
}

export interface Flow {
  /** Null: not in the register on the earlier day. */
  from: PipelineStage | null
  to: PipelineStage
  persons: number
}

/** The same rows, as of the earlier day. */
const earlier = subqueries.select().from(stageSpells).as('earlier')

/** Selects, for a row of the later day, whether she stood somewhere else on the earlier one; with `was`, whether she stood there. */
export function cameFrom(read: Reader, since: string, was: PipelineStage | 'none'): SQL {
  const before = read
    .select({ one: sql`1` })
    .from(earlier)
    .where(and(eq(earlier.personId, stageSpells.personId), holdsOn(since, earlier), was === 'none' ? undefined : eq(earlier.stage, was)))
  return was === 'none' ? sql`not exists ${before}` : sql`exists ${before}`
}

/** Selects the people on the later day of whom something changed since the earlier one, in a stretch of places. */
export const changedIn = (read: Reader, { since, on, cohort, region: _, ...filter }: Between, stretch: Stretch): SQL | undefined =>
  and(
    cohort ? inCohort(read, cohort) : undefined,
    inStretch(stageSpells, stretch),
    gt(stageSpells.from, since),
    holdsOn(on),
    passes(stageSpells, filter, on),
  )

/** Counts from which stage to which people came between the two days. Where they live, and what they are counted by, is of the later day. */
export async function countFlows(read: Reader, asked: Between): Promise<Flow[]> {
  const flows = new Map<string, Flow>()
  for (const stretch of listStretches(asked.region, asked.on)) {
    const groups = await read
      .select({ from: earlier.stage, to: stageSpells.stage, persons: sql<number>`count(*)` })
      .from(stageSpells)
      .leftJoin(earlier, and(eq(earlier.personId, stageSpells.personId), holdsOn(asked.since, earlier)))
      .where(and(changedIn(read, asked, stretch), or(isNull(earlier.stage), ne(earlier.stage, stageSpells.stage))))
      .groupBy(earlier.stage, stageSpells.stage)
    for (const { from, to, persons } of groups) {
      const key = `${from} ${to}`
      flows.set(key, { from, to, persons: (flows.get(key)?.persons ?? 0) + persons })
    }
    await nextTurn()
  }
  const place = (stage: PipelineStage | null) => (stage === null ? -1 : stages.indexOf(stage))
  return [...flows.values()].sort((one, other) => place(one.from) - place(other.from) || place(one.to) - place(other.to))
}

export interface Fall {
  /** The stage at which she was: 报名 or 在训. */
  stage: PipelineStage
  left: Leaving
  /** How often that happened: a person may fall out of two classes. */
  times: number
}

/** Selects the rows that begin with a fall out of a class between the two days, in a stretch of places. */
export const fellIn = (read: Reader, { since, on, cohort, region: _, ...filter }: Between, stretch: Stretch): SQL | undefined =>
  and(
    cohort ? inCohort(read, cohort) : undefined,
    inStretch(stageSpells, stretch),
    isNull(stageSpells.supersededAt),
    gt(stageSpells.from, since),
    lte(stageSpells.from, on),
    isNotNull(stageSpells.left),
    eq(stageSpells.sinceDay, stageSpells.from),
    passes(stageSpells, filter, on),
  )

/** Counts who fell out of a class between the two days, by stage and reason. */
export async function countFalls(read: Reader, asked: Between): Promise<Fall[]> {
  const falls = new Map<string, Fall>()
  for (const stretch of listStretches(asked.region, asked.on)) {
    const groups = await read
      .select({ stage: stageSpells.before, left: stageSpells.left, times: sql<number>`count(*)` })
      .from(stageSpells)
      .where(fellIn(read, asked, stretch))
      .groupBy(stageSpells.before, stageSpells.left)
    for (const { stage, left, times } of groups) {
      if (stage === null || left === null) continue
      falls.set(`${stage} ${left}`, { stage, left, times: (falls.get(`${stage} ${left}`)?.times ?? 0) + times })
    }
    await nextTurn()
  }
  return [...falls.values()].sort(
    (one, other) => stages.indexOf(one.stage) - stages.indexOf(other.stage) || (one.left < other.left ? -1 : 1),
  )
}

export interface TimeInStage {
  stage: PipelineStage
  /** How many times in this stage ended. */
  times: number
  /** In days. */
  lowerQuartile: number
  median: number
  upperQuartile: number
}

/** The value below which this share lies: the smallest that has at least that share at or below it. */
function quantile(sorted: readonly { days: number; times: number }[], share: number): number {
  const total = sorted.reduce((sum, { times }) => sum + times, 0)
  let passed = 0
  for (const { days, times } of sorted) {
    passed += times
    if (passed >= share * total) return days
  }
  return 0
}

/** Counts how long the times in each stage took that ended between the two days. */
export async function countTimes(read: Reader, { since, on, cohort, region, ...filter }: Between): Promise<TimeInStage[]> {
  const all: TimeInStage[] = []
  for (const stage of stages) {
    const lengths = new Map<number, number>()
    for (const stretch of listStretches(region, on)) {
      const [ended] = await read
        .select({ pairs: groupToJson(sql`${stageSpells.sinceDay} || ' ' || ${stageSpells.to}`) })
        .from(stageSpells)
        .where(
          and(
            eq(stageSpells.stage, stage),
            inStretch(stageSpells, stretch),
            sql`${stageSpells.ends} = 1`,
            isNull(stageSpells.supersededAt),
            gt(stageSpells.to, since),
            lte(stageSpells.to, on),
            cohort ? inCohort(read, cohort) : undefined,
            passes(stageSpells, filter, on),
          ),
        )
      for (const pair of parseGroup<string>(ended?.pairs ?? '[]')) {
        const days = daysBetween(pair.slice(0, 10), pair.slice(11))
        lengths.set(days, (lengths.get(days) ?? 0) + 1)
      }
      await nextTurn()
    }
    const sorted = [...lengths].map(([days, times]) => ({ days, times })).sort((one, other) => one.days - other.days)
    if (sorted.length > 0)
      all.push({
        stage,
        times: sorted.reduce((sum, { times }) => sum + times, 0),
        lowerQuartile: quantile(sorted, 0.25),
        median: quantile(sorted, 0.5),
        upperQuartile: quantile(sorted, 0.75),
      })
  }
  return all
}
