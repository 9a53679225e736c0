// The people behind a figure of the pipeline, a page at a time: as many as the figure says.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { inRegion } from '#app/access/within.server.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { maxExported } from '#app/modules/households/lists.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { readInSlices } from '#app/in-slices.server.ts'
import { firstPage, type PageLinks, type Position, readPage, type RowRange } from '#app/paging.ts'
import { Refusal } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { stageCounts, stageSpells } from '#db/schema/talent.ts'
import { households, persons } from '#db/views/households.ts'
import { cameFrom, changedIn, fellIn } from './flow.server.ts'
import { keepBeforeReading } from './keeping.server.ts'
import type { StageListQuery } from './pipeline-filter.ts'
import { holdsOn, inCohort, inStretch, listStretches, passes, type Stretch } from './rows.server.ts'
import { assertInReach } from './scope.server.ts'
import { tierBits } from './stage-facts.ts'
import { type PipelineStage, stages } from './stages.ts'

/** People on a page. */
const pageSize = 50

export interface ListedAtStage {
  row: number
  personId: string
  name: string
  sex: 'female' | 'male'
  /** Years of age in the year of the day. */
  age: number
  place: string
  householdNumber: string | null
  householdId: string | null
  status: 'none' | 'registered' | 'lifted' | 'returned'
  stage: PipelineStage
  sinceDay: string
  before: PipelineStage | null
}

/** One part of the list: a stretch of places, and which rows of it are in the list. */
interface Part {
  stretch: Stretch
  where: SQL | undefined
  /** How many, if it is known without counting. */
  count?: number
}

const stageIs = ({ stage }: StageListQuery): SQL | undefined => (stage ? eq(stageSpells.stage, stage) : inValues(stageSpells.stage, stages))
const hasDone = ({ done }: StageListQuery, row: typeof stageSpells | typeof stageCounts): SQL | undefined =>
  done ? sql`(${row.done} & ${tierBits[done]}) <> 0` : undefined

/** Divides the list into parts in the order of places, each short enough to be read at once. */
async function listParts(read: Reader, query: StageListQuery): Promise<Part[]> {
  const { on, region, cohort, was, left, stage, ...filter } = query
  if (left)
    return listStretches(region, on).map((stretch) => ({
      stretch,
      where: and(fellIn(read, query, stretch), eq(stageSpells.left, left), stage ? eq(stageSpells.before, stage) : undefined),
    }))
  if (was)
    return listStretches(region, on).map((stretch) => ({
      stretch,
      where: and(changedIn(read, query, stretch), stageIs(query), cameFrom(read, query.since, was)),
    }))
  if (cohort) {
    const stretch = { from: region, before: `${region}:` }
    return [
      {
        stretch,
        where: and(
          inCohort(read, cohort),
          inStretch(stageSpells, stretch),
          holdsOn(on),
          stageIs(query),
          passes(stageSpells, filter, on),
          hasDone(query, stageSpells),
        ),
      },
    ]
  }
  // One village after the other, as many as the database's counts say there are in it: who is rare is not looked for where nobody is.
  const sum = sql<number>`sum(${stageCounts.change})`
  const places = await read
    .select({ code: stageCounts.regionCode, count: sum })
    .from(stageCounts)
    .where(
      and(
        inRegion(stageCounts.regionCode, region),
        stage ? eq(stageCounts.stage, stage) : undefined,
        lte(stageCounts.day, on),
        passes(stageCounts, filter, on),
        hasDone(query, stageCounts),
      ),
    )
    .groupBy(stageCounts.regionCode)
    .having(gt(sum, 0))
    .orderBy(asc(stageCounts.regionCode))
  return places.map(({ code, count }) => ({
    stretch: { from: code, before: `${code}!` }, // before every longer code
    count,
    where: and(eq(stageSpells.regionCode, code), stageIs(query), holdsOn(on), passes(stageSpells, filter, on), hasDone(query, stageSpells)),
  }))
}

const columns = {
  row: stageSpells.row,
  personId: stageSpells.personId,
  regionCode: stageSpells.regionCode,
  sex: stageSpells.sex,
  born: stageSpells.born,
  householdId: stageSpells.householdId,
  status: stageSpells.status,
  stage: stageSpells.stage,
  sinceDay: stageSpells.sinceDay,
  before: stageSpells.before,
}
type Found = { row: number; personId: string; regionCode: string } & Omit<ListedAtStage, 'name' | 'age' | 'place' | 'householdNumber'> & {
    born: number
  }

/** A row's key in an address: no name, no number of a person. */
const keyOf = ({ regionCode, personId, row }: Pick<Found, 'regionCode' | 'personId' | 'row'>) => `${regionCode}.${personId}.${row}`
function parseKey(key: string) {
  const [regionCode = '', personId = '', row = ''] = key.split('.')
  return { regionCode, personId, row: Number(row) || 0 }
}

async function countParts(read: Reader, parts: readonly Part[]): Promise<number[]> {
  const counts: number[] = []
  for (const { where, count } of parts) {
    if (count !== undefined) {
      counts.push(count)
      continue
    }
    counts.push(await read.$count(stageSpells, where))
    await nextTurn()
  }
  return counts
}

/** Reads rows of the parts in the order of place, person and day, those before a key from the last on. */
async function readRange(
  read: Reader,
  parts: readonly Part[],
  counts: readonly number[],
  { after, before, backwards, limit, skip }: RowRange,
): Promise<Found[]> {
  const [low, high] = [after ? parseKey(after) : null, before ? parseKey(before) : null]
  const found: Found[] = []
  let toSkip = skip
  const order = parts.map((part, place) => ({ ...part, many: counts[place] ?? 0 }))
  for (const { stretch, where, many } of backwards ? order.reverse() : order) {
    if (many === 0 || (low && stretch.before <= low.regionCode) || (high && stretch.from > high.regionCode)) continue
    if (!low && !high && toSkip >= many) {
      toSkip -= many
      continue
    }
    const { regionCode, personId, row } = stageSpells
    const rows = await read
      .select(columns)
      .from(stageSpells)
      .where(
        and(
          where,
          low ? sql`(${regionCode}, ${personId}, ${row}) > (${low.regionCode}, ${low.personId}, ${low.row})` : undefined,
          high ? sql`(${regionCode}, ${personId}, ${row}) < (${high.regionCode}, ${high.personId}, ${high.row})` : undefined,
        ),
      )
      .orderBy(...[regionCode, personId, row].map((column) => (backwards ? desc(column) : asc(column))))
      .limit(limit - found.length)
      .offset(toSkip)
    toSkip = 0
    found.push(...rows)
    if (found.length >= limit) break
    await nextTurn()
  }
  return found
}

/** Adds names, places and households. */
async function named(read: Reader, rows: readonly Found[], day: string): Promise<ListedAtStage[]> {
  const names = await read
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(inValues(persons.id, new Set(rows.map(({ personId }) => personId))))
  const homes = await read
    .select({ id: households.id, number: households.number })
    .from(households)
    .where(inValues(households.id, new Set(rows.flatMap(({ householdId }) => householdId ?? []))))
  const [nameOf, numberOf] = [new Map(names.map(({ id, name }) => [id, name])), new Map(homes.map(({ id, number }) => [id, number]))]
  return rows.map(({ born, regionCode, ...row }) => ({
    ...row,
    name: nameOf.get(row.personId) ?? '',
    age: Number(day.slice(0, 4)) - born,
    place: formatPlace(regionCode, day).join(' '),
    householdNumber: row.householdId === null ? null : (numberOf.get(row.householdId) ?? null),
  }))
}

export interface StageList {
  count: number
  turns: PageLinks
  /** Whether the rows are all there are, which can be put in any order. */
  isWhole: boolean
  rows: ListedAtStage[]
}

/**
 * Returns a page of the people behind a figure, or all of them if they are no more than `most`, to be sorted; the look is recorded. Throws
 * 404 for a region out of reach.
 */
export async function listAtStage(
  site: Site,
  viewer: Viewer,
  query: StageListQuery,
  position: Position,
  { most = 0 } = {},
): Promise<StageList> {
  assertInReach(site, viewer, query)
  await keepBeforeReading(site)
  const parts = await listParts(site.read, query)
  const counts = await countParts(site.read, parts)
  const count = counts.reduce((sum, one) => sum + one, 0)
  const isWhole = count <= most
  const { rows, ...turns } = await readPage<Found>({
    position: isWhole ? firstPage : position,
    size: isWhole ? Math.max(1, count) : pageSize,
    count,
    keyOf,
    read: (range) => readRange(site.read, parts, counts, range),
  })
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `pipeline ${describe(query)}`, rows: rows.length })
  return { count, turns, isWhole, rows: await nameAll(site.read, rows, query.on) }
}

const nameAll = (read: Reader, rows: readonly Found[], day: string) => readInSlices(rows, (slice) => named(read, slice, day))

/** Returns all of them, for a workbook; recorded as an export by whoever writes it. Throws 409 if there are more than it may have. */
export async function exportAtStage(site: Site, viewer: Viewer, query: StageListQuery): Promise<ListedAtStage[]> {
  assertInReach(site, viewer, query)
  await keepBeforeReading(site)
  const parts = await listParts(site.read, query)
  const counts = await countParts(site.read, parts)
  if (counts.reduce((sum, one) => sum + one, 0) > maxExported)
    throw new Refusal(409, `一次最多下载 ${maxExported.toLocaleString('zh-CN')} 人。请先选乡镇、层次或别的条件，再下载。`)
  const rows = await readRange(site.read, parts, counts, { backwards: false, limit: maxExported, skip: 0 })
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `pipeline ${describe(query)}`, rows: rows.length })
  return nameAll(site.read, rows, query.on)
}

const describe = ({ stage, was, left, region, on }: StageListQuery) =>
  [stage ?? 'all', was && `from ${was}`, left, region, on].filter(Boolean).join(' ')
