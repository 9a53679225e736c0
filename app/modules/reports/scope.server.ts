// The allowed scope of reports: the viewer's own regions, a period in order, a moment that is not in the future.
import { and, eq } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { normaliseHouseholdNumber } from '#app/modules/households/household-number.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { notFound, invalidInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { households } from '#db/views/households.ts'
import type { ReportScope } from './counted.ts'
import { canQueryHousehold } from './policy.ts'
import { countyOf } from '#app/access/region-codes.ts'

export interface ScopeQuery {
  from: string
  to: string
  region: string
  /** The moment whose knowledge counts (transaction time); now by default. */
  asOf?: Date | undefined
}

/** Checks and completes a scope. Regions outside the viewer's own are treated as if they did not exist. */
export function resolveScope(site: Site, viewer: Viewer, { from, to, region, asOf = site.now() }: ScopeQuery): ReportScope {
  if (!covers(getReach(viewer, 'reports.see'), { region }) || !findRegionOn(region, to)) throw notFound('这个地区的报表')
  if (from > to) throw invalidInput({ from: ['开始日期要在结束日期之前，或是同一天。'] }, '开始日期在结束日期之后，请改一下。')
  if (toDay(asOf) > toDay(site.now()))
    throw invalidInput({ knownOn: ['要写今天或以前的日子。'] }, '这一天还没有到，那时知道些什么还不晓得。')
  return { from, to, region, asOf }
}

export const formatRegion = (region: string, day: string) => findRegionOn(region, day)?.name ?? region
/** Formats what belongs to a county itself and to none of its townships: 县里办的班, in a district 区里办的班. */
export const formatOwnRegion = (county: string, day: string) => `${formatRegion(county, day).slice(-1)}里办的班`

/** Finds the id of the household with this number in a region that the viewer may query; null if there is none. */
export async function findHousehold(
  site: Site,
  viewer: Viewer,
  { number, region }: { number: string; region: string },
): Promise<string | null> {
  const [found] = await site.read
    .select()
    .from(households)
    .where(and(eq(households.countyCode, countyOf(region)), eq(households.number, normaliseHouseholdNumber(number))))
  const household = found && canQueryHousehold(viewer, found) ? found : null
  return household?.id ?? null
}

/** Finds a household, if it lies where the viewer may query reports. */
export async function findReportHousehold(site: Site, viewer: Viewer, householdId: string) {
  const [household] = await site.read.select().from(households).where(eq(households.id, householdId))
  if (!household || !canQueryHousehold(viewer, household)) throw notFound('这一户')
  return household
}
