// The household report: 期, 人次, 人, 户 and the registered poor among them, for a period and region.
import { desc, isNull } from 'drizzle-orm'
import { toDay, lastDayOfMonth, toMonth } from '#app/calendar.ts'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { compareByPinyin } from '#app/text/by-pinyin.server.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { cohorts, completions } from '#db/views/cohorts.ts'
import type { HeldCohort, ReportScope } from './counted.ts'
import { listCompletedCohorts, listLastDays, loadCountedBasis, listCountedCompletions } from './counted.server.ts'
import { listCohortsOfRegion, type CountedBasis, countGroups, type Figures, buildBasisFromRows } from './figures.ts'
import { type ScopeQuery, formatRegion, formatOwnRegion, resolveScope } from './scope.server.ts'
import { isCounty, liesIn, townshipOf } from '#app/access/region-codes.ts'
import { present } from '#app/present.ts'
import { yearOf } from '#app/text/cohort-label.ts'

/** By which day a cohort is counted, or why it is not. */
export interface LastDay {
  /** Of its last class session; null if it has none. */
  lastDay: string | null
  /** `notCompleted`: not completed yet, though people completed it; `outside`: its last session is outside the period. */
  counts: 'counted' | 'notCompleted' | 'outside'
}

export interface HouseholdReport extends Figures {
  period: { from: string; to: string }
  region: string
  regionName: string
  /** Of the cohorts: those held in the region, and those that people counted in it completed. A cohort may be both. */
  cohortsHeldHere: number
  cohortsWithPeople: number
  /** `own`: what belongs to the county itself and to no township. */
  byTownship: (Figures & { region: string; own: boolean; name: string })[]
  byCohort: (Omit<Figures, 'cohorts'> & { cohort: string; number: number; startsOn: string; name: string } & LastDay)[]
}

/** Loads the data that the figures are counted from, as believed now or at the requested moment. */
export const loadBasis = (site: Site, scope: ReportScope, { asOf }: Pick<ScopeQuery, 'asOf'>): Promise<CountedBasis> =>
  asOf ? listCountedCompletions(site.read, scope).then(buildBasisFromRows) : loadCountedBasis(site.read, scope)

/**
 * Computes 期, 人次, 人, 户 and the registered poor among them, for a period and region, by township and by cohort. Definitions with examples:
 * docs/indicators.md. Throws 404 outside the viewer's regions, 422 if the period ends before it begins.
 */
export async function readHouseholdReport(site: Site, viewer: Viewer, asked: ScopeQuery): Promise<HouseholdReport> {
  const scope = resolveScope(site, viewer, asked)
  const [basis, held] = await Promise.all([loadBasis(site, scope, asked), listCompletedCohorts(site.read, scope)])
  const [{ completed, ...figures }] = countGroups(basis, new Uint8Array(basis.person.length), 1) as [ReturnType<typeof countGroups>[number]]
  const withPeople = new Set(completed.map((place) => basis.cohortIds[place]!))
  const ours = listCohortsOfRegion(held, withPeople, scope)
  return {
    period: { from: scope.from, to: scope.to },
    region: scope.region,
    regionName: formatRegion(scope.region, scope.to),
    cohorts: ours.length,
    cohortsHeldHere: listCohortsOfRegion(held, new Set(), scope).length,
    cohortsWithPeople: ours.filter(({ id }) => withPeople.has(id)).length,
    ...figures,
    byTownship: byTownship(basis, ours, scope),
    byCohort: await byCohort(site, basis, { counted: ours, asOf: scope.asOf }),
  }
}

/** Largest first, as the chart shows them, then by pinyin; what belongs to the county itself comes last. The workbook has the same order. */
function byTownship(basis: CountedBasis, held: readonly HeldCohort[], scope: ReportScope) {
  const there = basis.regions.map(townshipOf)
  const codes = [
    ...new Set([...there, ...held.map((cohort) => townshipOf(cohort.region)).filter((code) => liesIn(code, scope.region))]),
  ].sort()
  const places = there.map((code) => codes.indexOf(code))
  const rows = countGroups(
    basis,
    basis.region.map((region) => places[region]!),
    codes.length,
  ).map(({ completed, ...figures }, place) => {
    const region = codes[place]!
    const attended = new Set(completed.map((cohort) => basis.cohortIds[cohort]!))
    const own = isCounty(region)
    return {
      region,
      own,
      name: (own ? formatOwnRegion : formatRegion)(region, scope.to),
      cohorts: held.filter((cohort) => attended.has(cohort.id) || townshipOf(cohort.region) === region).length,
      ...figures,
    }
  })
  return rows.sort(
    (one, other) => Number(one.own) - Number(other.own) || other.persons - one.persons || compareByPinyin(one.name, other.name),
  )
}

async function byCohort(site: Site, basis: CountedBasis, { counted, asOf }: { counted: readonly HeldCohort[]; asOf: Date }) {
  const countedDays = new Map(counted.map((cohort) => [cohort.id, cohort.lastDay]))
  const ids = [...new Set([...basis.cohortIds, ...countedDays.keys()])]
  const others = await listLastDays(
    site.read,
    ids.filter((id) => !countedDays.has(id)),
    asOf,
  )
  const lastDayOf = (id: string): LastDay => {
    const lastDay = countedDays.get(id)
    if (lastDay !== undefined) return { lastDay, counts: 'counted' }
    const other = others.get(id)
    return { lastDay: other?.lastDay ?? null, counts: other?.isCompleted ? 'outside' : 'notCompleted' }
  }
  const counts = countGroups(basis, basis.cohort, ids.length)
  const known = new Map(
    (
      await site.read
        .select({ id: cohorts.id, number: cohorts.number, startsOn: cohorts.startsOn, name: cohorts.name })
        .from(cohorts)
        .where(inValues(cohorts.id, ids))
    ).map((cohort) => [cohort.id, cohort]),
  )
  return ids
    .map((id, place) => {
      const { completed: _, ...figures } = counts[place]!
      const { number, startsOn, name } = present(known.get(id), 'class of a completion')
      return { cohort: id, number, startsOn, name, ...lastDayOf(id), ...figures }
    })
    .sort((one, other) => yearOf(one) - yearOf(other) || one.number - other.number) // numbers count within a year
}

/** Returns the default query: the viewer's own region, and the year up to the end of the month of the latest known completion. */
export async function defaultReportQuery(site: Site, viewer: Viewer): Promise<{ from: string; to: string; region: string }> {
  const [last] = await site.read
    .select({ day: completions.day })
    .from(completions)
    .where(isNull(completions.supersededAt))
    .orderBy(desc(completions.day))
    .limit(1)
  const day = last?.day ?? toDay(site.now())
  return { from: `${day.slice(0, 4)}-01-01`, to: lastDayOfMonth(toMonth(day)), region: ownRegions(site, viewer)[0]! }
}

/** Lists the regions that the viewer may query, largest first in each scope: the scope itself, and what lies directly in it. */
export const listReportRegions = (site: Site, viewer: Viewer): { code: string; name: string }[] => {
  const today = toDay(site.now())
  const codes = ownRegions(site, viewer).flatMap((code) => [code, ...listChildren(code, today).map((child) => child.code)])
  return codes.map((code) => ({ code, name: formatRegion(code, today) }))
}

export function ownRegions({ programme }: Pick<Site, 'programme'>, viewer: Viewer) {
  const reach = getReach(viewer, 'reports.see')
  return reach.everything ? [programme.west.county] : reach.regions
}
