// Who may query the reports about whom. Used on the server only.
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { countyOf, liesIn } from '#app/access/region-codes.ts'

interface Placed {
  regionCode: string
}

/** Whether the viewer may query why a household of that place is or is not in the figures. */
export const canQueryHousehold = (viewer: Viewer, { regionCode }: Placed) => covers(getReach(viewer, 'reports.see'), { region: regionCode })

/** Finds the viewer's own region that contains the household and whose report explains it; null if the viewer may not query it. */
export function findReportRegion(viewer: Viewer, household: Placed): string | null {
  if (!canQueryHousehold(viewer, household)) return null
  const { everything, regions } = getReach(viewer, 'reports.see')
  return everything ? countyOf(household.regionCode) : (regions.find((code) => liesIn(household.regionCode, code)) ?? null)
}
