// The door of the audit trail: who did what, when, why and to whom.
import type { Viewer } from '#app/access/viewer.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { log } from '#app/log.server.ts'
import type { Site } from '#app/site.ts'
import { actionGroups } from './actions.ts'
import { type AuditQuery, subjectKinds } from './audit-query.ts'
import { indexTrail } from './index.server.ts'
import { searchableActions } from './life-cycles.server.ts'
import { readTrail, requireAuditReader, seesAll, type Trail } from './queries.server.ts'

export { readAccess, type ToldAccess } from './access.server.ts'
export { indexTrail, startTrailIndexer } from './index.server.ts'
export type { Trail, TrailEntry, TrailSubject } from './queries.server.ts'
export { listAuditEntries } from './whole-trail.server.ts'
export { exportTrail } from './workbook.server.ts'

/** Entries on one page. */
const pageSize = 50
/** How many slices of new entries are described for whoever reads; the rest is done in the background. */
const slicesOnReading = 4

export interface TrailPage extends Trail {
  seesAll: boolean
  kinds: { value: string; label: string }[]
  actions: { group: string; actions: { value: string; label: string }[] }[]
}

/** What can be chosen above the list. */
const choices = {
  kinds: Object.entries(subjectKinds).map(([value, label]) => ({ value, label })),
  actions: actionGroups.map((group) => ({
    group,
    actions: searchableActions
      .filter(({ action }) => action.group === group)
      .map(({ key, action }) => ({ value: key, label: action.label })),
  })),
}

/** Describes the newest entries, so that whoever has just done something finds it. Reading works even if that cannot be saved. */
async function catchUp(site: Site) {
  try {
    await indexTrail(site, { slices: slicesOnReading })
  } catch (fault) {
    log.warn('the newest entries of the audit trail could not be indexed', { fault })
  }
}

/** Reads a page of the trail; the reading is recorded before anything is shown. Throws 403, or 404 for a thing that the viewer may not see. */
export async function readTrailPage(site: Site, viewer: Viewer, query: AuditQuery): Promise<TrailPage> {
  requireAuditReader(viewer)
  await catchUp(site)
  const trail = await readTrail(site, viewer, query, pageSize)
  const about = query.about ? ` of ${query.about.kind} ${query.about.id}` : ''
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `audit trail${about}`, rows: trail.entries.length })
  return { ...trail, seesAll: seesAll(viewer), ...choices }
}
