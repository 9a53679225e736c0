// Access rules of rosters: who may upload them, and who sees which.
import { eq, type SQL } from 'drizzle-orm'
import { covers, hasDuty, getReach, type Viewer } from '#app/access/viewer.ts'
import { rosterImports } from '#db/schema/rosters.ts'

export const canImportRosters = (viewer: Viewer) => hasDuty(viewer, 'rosters.import')

/** Whether the viewer's roster may add people of this region. */
export const canImportInto = (viewer: Viewer, regionCode: string) => covers(getReach(viewer, 'rosters.import'), { region: regionCode })

/** Whether the viewer may see a roster: its uploader, and those whose duty reaches everywhere. */
export const canSeeRoster = (viewer: Viewer, { uploadedBy }: { uploadedBy: string }) =>
  getReach(viewer, 'rosters.import').everything || (canImportRosters(viewer) && uploadedBy === viewer.accountId)
export const rostersVisibleTo = (viewer: Viewer): SQL | undefined =>
  getReach(viewer, 'rosters.import').everything ? undefined : eq(rosterImports.uploadedBy, canImportRosters(viewer) ? viewer.accountId : '')
