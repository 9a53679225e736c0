// Where classes are held.
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { findRegionOn, listChildren } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'

/** Lists the regions in which the viewer may hold classes. */
export function listPlacesToPlan(site: Pick<Site, 'programme' | 'now'>, viewer: Viewer): { code: string; name: string }[] {
  const today = toDay(site.now())
  const reach = getReach(viewer, 'cohorts.plan')
  const { county } = site.programme.west
  const codes = reach.everything ? [county, ...listChildren(county, today).map(({ code }) => code)] : reach.regions
  return codes.map((code) => ({ code, name: findRegionOn(code, today)?.name ?? code }))
}
