// The household report: figures for a period and region, the lists behind them, and why a household is or is not in.
import { asc, eq, inArray } from 'drizzle-orm'
import { covers, reachOf, type Viewer } from '#app/modules/accounts/viewer.ts'
import { maskIdNumber } from '#app/modules/households/id-number.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { certificates } from '#db/schema/certificates.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { households, persons } from '#db/schema/households.ts'
import { completedCohorts, type Counted, countedCompletions, type HeldCohort, type ReportScope } from './counted.server.ts'
import { cohortsOfRegion, countOf, type FigureName, type Figures, figuresOf, rowsBehind } from './figures.ts'

export interface HouseholdReport extends Figures {
  period: { from: string; to: string }
  region: string
  regionName: string
  byTownship: (Figures & { region: string; name: string })[]
  byCohort: (Omit<Figures, 'cohorts'> & { cohort: string; number: number; name: string; lastDay: string | null })[]
}

interface Asked {
  from: string
  to: string
  region: string
  /** The second clock; now unless told otherwise. */
  asOf?: Date
}

/** Nothing outside the viewer's own regions can be asked for; it is as if it were not there. */
function scopeOf(site: Site, viewer: Viewer, { from, to, region, asOf = site.now() }: Asked): ReportScope {
  if (!covers(reachOf(viewer, 'reports.see'), { region }) || !regionOn(region, to)) throw notFound('这个地区的报表')
  if (from > to) throw new Refusal(422, '开始日期在结束日期之后，请改一下。', { from: ['开始日期要早于结束日期。'] })
  return { from, to, region, asOf }
}

/** The township of a code; what hangs directly on the county stays with the county. */
const townshipOf = (region: string) => region.slice(0, 9)

/**
 * 期, 人次, 人, 户 and the registered poor among them, for a period and region, by township and by cohort.
 * Definitions with examples: docs/indicators.md. Refuses with 404 what lies outside the viewer's regions.
 */
export async function readHouseholdReport(site: Site, viewer: Viewer, asked: Asked): Promise<HouseholdReport> {
  const scope = scopeOf(site, viewer, asked)
  const [rows, held] = await Promise.all([countedCompletions(site.read, scope), completedCohorts(site.read, scope)])
  const ours = cohortsOfRegion(held, rows, scope.region)
  return {
    period: { from: scope.from, to: scope.to },
    region: scope.region,
    regionName: nameOf(scope.region, scope.to),
    ...figuresOf(rows, ours),
    byTownship: byTownship(rows, ours, scope),
    byCohort: await byCohort(site, rows, ours),
  }
}

function byTownship(rows: readonly Counted[], held: readonly HeldCohort[], scope: ReportScope) {
  const there = groupBy(rows, (row) => townshipOf(row.region))
  const heldThere = groupBy(held, (cohort) => townshipOf(cohort.region))
  const codes = new Set([...there.keys(), ...[...heldThere.keys()].filter((code) => code.startsWith(scope.region))])
  return [...codes].sort().map((region) => {
    const ours = there.get(region) ?? []
    const attended = new Set(ours.map((row) => row.cohortId))
    return { region, name: nameOf(region, scope.to), ...figuresOf(ours, held.filter((cohort) => attended.has(cohort.id) || townshipOf(cohort.region) === region)) }
  })
}

async function byCohort(site: Site, rows: readonly Counted[], held: readonly HeldCohort[]) {
  const completed = groupBy(rows, (row) => row.cohortId)
  const lastDays = new Map(held.map((cohort) => [cohort.id, cohort.lastDay]))
  const ids = new Set([...lastDays.keys(), ...completed.keys()])
  const known = await inPages([...ids], (page) => site.read.select({ id: cohorts.id, number: cohorts.number, name: cohorts.name }).from(cohorts).where(inArray(cohorts.id, page)))
  return known
    .sort((one, other) => one.number - other.number)
    .map(({ id, number, name }) => {
      const { cohorts: _, ...figures } = figuresOf(completed.get(id) ?? [], [])
      return { cohort: id, number, name, lastDay: lastDays.get(id) ?? null, ...figures }
    })
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

const nameOf = (region: string, day: string) => regionOn(region, day)?.name ?? region

export interface ListedCompletion extends Counted {
  personName: string
  /** Masked. */
  idNumber: string
  householdNumber: string | null
  cohortNumber: number
  cohortName: string
  certificateId: string | null
  certificateNumber: string | null
}

export interface FigureList {
  figure: FigureName
  /** The figure itself, counted from the very rows below. */
  count: number
  rows: ListedCompletion[]
  cohorts: HeldCohort[]
}

/** Everything behind one figure: completions with person, household, cohort and certificate; for 期 the cohorts. */
export async function openFigure(site: Site, viewer: Viewer, asked: Asked & { figure: FigureName; cohort?: string }): Promise<FigureList> {
  const scope = scopeOf(site, viewer, asked)
  const [all, held] = await Promise.all([countedCompletions(site.read, scope), completedCohorts(site.read, scope)])
  const rows = asked.cohort ? all.filter((row) => row.cohortId === asked.cohort) : all
  if (asked.figure === 'cohorts') {
    const ours = cohortsOfRegion(held, rows, scope.region)
    return { figure: 'cohorts', count: ours.length, rows: [], cohorts: ours }
  }
  const figures = figuresOf(rows, [])
  return { figure: asked.figure, count: countOf(figures, asked.figure), rows: await named(site, rowsBehind(rows, asked.figure)), cohorts: [] }
}

async function named(site: Site, rows: readonly Counted[]): Promise<ListedCompletion[]> {
  const people = await namesBy(rows.map((row) => row.personId), async (page) => (await site.read.select().from(persons).where(inArray(persons.id, page))).map((person) => ({ id: person.id, value: person })))
  const numbers = await namesBy(
    rows.flatMap((row) => row.householdId ?? []),
    (page) => site.read.select({ id: households.id, value: households.number }).from(households).where(inArray(households.id, page)),
  )
  const classes = await namesBy(rows.map((row) => row.cohortId), async (page) =>
    (await site.read.select().from(cohorts).where(inArray(cohorts.id, page))).map((cohort) => ({ id: cohort.id, value: cohort })),
  )
  const issued = await namesBy(rows.map((row) => row.enrolmentId), async (page) =>
    (await site.read.select().from(certificates).where(inArray(certificates.enrolmentId, page)).orderBy(asc(certificates.issuedAt))).map((certificate) => ({ id: certificate.enrolmentId, value: certificate })),
  )
  return rows.map((row) => ({
    ...row,
    personName: people.get(row.personId)?.name ?? '',
    idNumber: masked(site, people.get(row.personId)?.idNumberSealed),
    householdNumber: row.householdId ? (numbers.get(row.householdId) ?? null) : null,
    cohortNumber: classes.get(row.cohortId)?.number ?? 0,
    cohortName: classes.get(row.cohortId)?.name ?? '',
    certificateId: issued.get(row.enrolmentId)?.id ?? null,
    certificateNumber: issued.get(row.enrolmentId)?.number ?? null,
  }))
}

const masked = (site: Site, sealed: string | null | undefined) => (sealed ? maskIdNumber(site.keys.open(sealed)) : '')

async function namesBy<T>(ids: readonly string[], ask: (page: string[]) => Promise<{ id: string; value: T }[]>) {
  const found = await inPages([...new Set(ids)], ask)
  return new Map(found.map(({ id, value }) => [id, value]))
}

/** Asks in pages, because a statement takes only so many parameters. */
async function inPages<T>(ids: readonly string[], ask: (page: string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (let start = 0; start < ids.length; start += 10_000) found.push(...(await ask(ids.slice(start, start + 10_000))))
  return found
}

/** The id of the household with this number within a region that the viewer may ask for; null if there is none. */
export async function findHousehold(site: Site, viewer: Viewer, { number, region }: { number: string; region: string }): Promise<string | null> {
  const found = await site.read.select().from(households).where(eq(households.number, number))
  const household = found.find(({ regionCode }) => regionCode.slice(0, 6) === region.slice(0, 6) && covers(reachOf(viewer, 'reports.see'), { region: regionCode }))
  return household?.id ?? null
}

/** A household, if it lies where the viewer may ask for reports. */
export async function reportedHousehold(site: Site, viewer: Viewer, householdId: string) {
  const [household] = await site.read.select().from(households).where(eq(households.id, householdId))
  if (!household || !covers(reachOf(viewer, 'reports.see'), { region: household.regionCode })) throw notFound('这一户')
  return household
}
