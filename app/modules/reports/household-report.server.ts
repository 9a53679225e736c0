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
import { completedCohorts, type Counted, countedBasis, countedCompletions, type CountedKey, countedNow, type HeldCohort, type ReportScope } from './counted.server.ts'
import { cohortsOfRegion, type CountedBasis, counterOf, countOf, type FigureName, type Figures, numbered, rowsBehind } from './figures.ts'

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
  const [basis, held] = await Promise.all([asked.asOf ? countedCompletions(site.read, scope).then(numbered) : countedBasis(site.read, scope), completedCohorts(site.read, scope)])
  const { keys } = basis
  const count = counterOf(keys)
  const ours = cohortsOfRegion(held, cohortsIn(basis, keys), scope.region)
  return {
    period: { from: scope.from, to: scope.to },
    region: scope.region,
    regionName: nameOf(scope.region, scope.to),
    ...count(keys, ours.length),
    byTownship: byTownship(basis, count, ours, scope),
    byCohort: await byCohort(site, basis, count, ours),
  }
}

type Count = ReturnType<typeof counterOf>

const cohortsIn = ({ cohortIds }: CountedBasis, keys: readonly CountedKey[]) => new Set([...new Set(keys.map(({ cohort }) => cohort))].flatMap((number) => cohortIds.get(number) ?? []))

function byTownship(basis: CountedBasis, count: Count, held: readonly HeldCohort[], scope: ReportScope) {
  const there = groupBy(basis.keys, (key) => townshipOf(key.region))
  const heldThere = groupBy(held, (cohort) => townshipOf(cohort.region))
  const codes = new Set([...there.keys(), ...[...heldThere.keys()].filter((code) => code.startsWith(scope.region))])
  return [...codes].sort().map((region) => {
    const ours = there.get(region) ?? []
    const attended = cohortsIn(basis, ours)
    return { region, name: nameOf(region, scope.to), ...count(ours, held.filter((cohort) => attended.has(cohort.id) || townshipOf(cohort.region) === region).length) }
  })
}

async function byCohort(site: Site, { keys, cohortIds }: CountedBasis, count: Count, held: readonly HeldCohort[]) {
  const completed = new Map([...groupBy(keys, (key) => key.cohort)].map(([number, ours]) => [cohortIds.get(number)!, ours]))
  const lastDays = new Map(held.map((cohort) => [cohort.id, cohort.lastDay]))
  const ids = new Set([...lastDays.keys(), ...completed.keys()])
  const known = await inPages([...ids], (page) => site.read.select({ id: cohorts.id, number: cohorts.number, name: cohorts.name }).from(cohorts).where(inArray(cohorts.id, page)))
  return known
    .sort((one, other) => one.number - other.number)
    .map(({ id, number, name }) => {
      const { cohorts: _, ...figures } = count(completed.get(id) ?? [], 0)
      return { cohort: id, number, name, lastDay: lastDays.get(id) ?? null, ...figures }
    })
}

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
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
  const { figure, cohort, asOf } = asked
  if (figure === 'cohorts') {
    const [basis, held] = await Promise.all([asOf ? countedCompletions(site.read, scope).then(numbered) : countedBasis(site.read, scope), completedCohorts(site.read, scope)])
    const ours = cohortsOfRegion(held, cohortsIn(basis, basis.keys), scope.region).filter(({ id }) => !cohort || id === cohort)
    return { figure, count: ours.length, rows: [], cohorts: ours }
  }
  const rows = asOf ? rowsBehind(await countedCompletions(site.read, scope), figure).filter(({ cohortId }) => !cohort || cohortId === cohort) : await countedNow(site.read, { ...scope, figure, cohort })
  const { keys } = numbered(rows)
  return { figure, count: countOf(counterOf(keys)(keys, 0), figure), rows: await named(site, rows), cohorts: [] }
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
