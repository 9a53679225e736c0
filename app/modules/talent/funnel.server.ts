// How many people stand at each stage on a day, and how many of them are registered poor.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, lte, ne, sql } from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import type { Reader } from '#app/site.ts'
import { stageCounts, stageSpells } from '#db/schema/talent.ts'
import type { PipelineFilter } from './pipeline-filter.ts'
import { heldOn, holdsOn, inCohort, inStretch, listStretches, passes } from './rows.server.ts'
import { type PipelineStage, stages } from './stages.ts'

export interface StageCount {
  stage: PipelineStage
  persons: number
  /** Of them those whose household is registered as poor on that day, also if it was lifted or relapsed. */
  registered: number
}

interface CountQuery extends PipelineFilter {
  on: string
  /** As it was known at this moment; as it is known now by default. */
  asOf?: Date | undefined
}

/** How many there are on the day, and how many there were on an earlier one. */
export interface StageCountSince extends StageCount {
  before: StageCount
}

interface CountedGroup {
  stage: PipelineStage
  isRegistered: boolean
  count: number
}

const toCounts = (groups: readonly CountedGroup[]): StageCount[] =>
  stages.map((stage) => {
    const of = groups.filter((group) => group.stage === stage)
    const sum = (rows: readonly CountedGroup[]) => rows.reduce((total, { count }) => total + count, 0)
    return { stage, persons: sum(of), registered: sum(of.filter(({ isRegistered }) => isRegistered)) }
  })

/** Counts who stands where on a day. Everybody of the register is at exactly one stage. */
export async function countStages(read: Reader, asked: CountQuery): Promise<StageCount[]> {
  if (asked.asOf || asked.cohort) return toCounts(await countRows(read, asked))
  return toCounts((await sumChanges(read, { ...asked, since: asked.on })).now)
}

/** Counts the same for two days at once. */
export async function countStagesSince(read: Reader, asked: CountQuery & { since: string }): Promise<StageCountSince[]> {
  const { now, before } = asked.cohort
    ? { now: await countRows(read, asked), before: await countRows(read, { ...asked, on: asked.since }) }
    : await sumChanges(read, asked)
  const earlier = toCounts(before)
  return toCounts(now).map((count, place) => ({ ...count, before: earlier[place] ?? { ...count, persons: 0, registered: 0 } }))
}

/** From what the database keeps for each place and kind of person: both days in one reading. Ages are those of the later day. */
async function sumChanges(read: Reader, { on, since, region, ...filter }: CountQuery & { since: string }) {
  const counted: Record<'now' | 'before', CountedGroup[]> = { now: [], before: [] }
  const isRegistered = sql<boolean>`${ne(stageCounts.status, 'none')}`.mapWith(Boolean)
  for (const stretch of listStretches(region, on)) {
    const groups = await read
      .select({
        stage: stageCounts.stage,
        isRegistered: isRegistered.as('is_registered'),
        now: sql<number>`sum(${stageCounts.change})`,
        before: sql<number>`sum(case when ${stageCounts.day} <= ${since} then ${stageCounts.change} else 0 end)`,
      })
      .from(stageCounts)
      .where(and(inStretch(stageCounts, stretch), lte(stageCounts.day, on), passes(stageCounts, filter, on)))
      .groupBy(stageCounts.stage, isRegistered)
    for (const { now, before, ...group } of groups) {
      counted.now.push({ ...group, count: now })
      counted.before.push({ ...group, count: before })
    }
    await nextTurn()
  }
  return counted
}

/** From the rows themselves: those of a class are few; those of an earlier moment are not kept apart. */
async function countRows(read: Reader, { on, asOf, region, cohort, ...filter }: CountQuery): Promise<CountedGroup[]> {
  const isRegistered = sql<boolean>`${ne(stageSpells.status, 'none')}`.mapWith(Boolean)
  return read
    .select({ stage: stageSpells.stage, isRegistered: isRegistered.as('is_registered'), count: sql<number>`count(*)` })
    .from(stageSpells)
    .where(
      and(
        cohort ? inCohort(read, cohort) : undefined,
        inRegion(stageSpells.regionCode, region),
        asOf ? heldOn(on, asOf) : holdsOn(on),
        passes(stageSpells, filter, on),
      ),
    )
    .groupBy(stageSpells.stage, isRegistered)
}
