// The figures of this month on the home of desks: those of the household report for the month, so that each opens to its list.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { lastDayOfMonth, toDay, toMonth } from '#app/calendar.ts'
import type { Site } from '#app/site.ts'
import { countCertified, countUnits } from './counted.server.ts'
import { ownRegions } from './household-report.server.ts'
import type { ReportQuery } from './report-query.ts'
import { formatRegion } from './scope.server.ts'

export interface FiguresOfMonth {
  /** What the figures are of: the query of the report and of each list. */
  query: Pick<ReportQuery, 'from' | 'to' | 'region'>
  regionName: string
  persons: number
  registeredHouseholds: number
  /** Of the completions behind 人次 those whose certificate holds. */
  certified: number
}

/** Counts this month in the viewer's own region, as the report does now; null for those who see no reports. */
export async function readFiguresOfMonth({ read, now, programme }: Site, viewer: Viewer): Promise<FiguresOfMonth | null> {
  const [region] = hasDuty(viewer, 'reports.see') ? ownRegions({ programme }, viewer) : []
  if (!region) return null
  const month = toMonth(toDay(now()))
  const query = { from: `${month}-01`, to: lastDayOfMonth(month), region }
  return {
    query,
    regionName: formatRegion(region, toDay(now())),
    persons: await countUnits(read, { ...query, figure: 'persons' }),
    registeredHouseholds: await countUnits(read, { ...query, figure: 'registeredHouseholds' }),
    certified: await countCertified(read, query),
  }
}
