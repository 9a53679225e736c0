// Who may ask the reports about whom. Asked on the server only.
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { countyOf, liesIn } from '#app/access/region-codes.ts'

interface Placed {
  regionCode: string
}

/** Whether a household that lies there may be asked for: why it is in the figures, or is not. */
export const canQueryHousehold = (viewer: Viewer, { regionCode }: Placed) => covers(getReach(viewer, 'reports.see'), { region: regionCode })

/** The region of the viewer's own in which it lies, for whose report she is to be answered; null where she may not ask. */
export function findReportRegion(viewer: Viewer, household: Placed): string | null {
  if (!canQueryHousehold(viewer, household)) return null
  const { everything, regions } = getReach(viewer, 'reports.see')
  return everything ? countyOf(household.regionCode) : (regions.find((code) => liesIn(household.regionCode, code)) ?? null)
}
