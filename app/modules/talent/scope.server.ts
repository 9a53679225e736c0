// Which regions and days of the pipeline a viewer may ask for.
import { desc } from 'drizzle-orm'
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { toDay } from '#app/calendar.ts'
import { findRegionOn, listChildren } from '#app/modules/regions/regions.server.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { cohorts } from '#db/views/cohorts.ts'
import type { PipelineQuery } from './pipeline-filter.ts'

/** Throws 404 for a region out of reach, 422 for days that are not in order or still to come. */
export function assertInReach(site: Site, viewer: Viewer, { region, on, since }: Pick<PipelineQuery, 'region' | 'on' | 'since'>) {
  if (!covers(getReach(viewer, 'reports.see'), { region }) || !findRegionOn(region, on)) throw notFound('这个地区的梯队')
  if (on > toDay(site.now())) throw invalidInput({ on: ['要写今天或以前的日子。'] }, '这一天还没有到，那天的情况还不晓得。')
  if (since >= on) throw invalidInput({ since: ['要写更早的一天。'] }, '比较的那一天要在前面，请改一下。')
}

/** The viewer's own regions, the largest first in each grant. */
export function listOwnRegions({ programme }: Pick<Site, 'programme'>, viewer: Viewer): readonly string[] {
  const reach = getReach(viewer, 'reports.see')
  return reach.everything ? [programme.west.county] : reach.regions
}

/** The regions that the viewer may choose: her own, and what lies directly in them. */
export function listPipelineRegions(site: Pick<Site, 'programme' | 'now'>, viewer: Viewer): { code: string; name: string }[] {
  const today = toDay(site.now())
  const codes = listOwnRegions(site, viewer).flatMap((code) => [code, ...listChildren(code, today).map((child) => child.code)])
  return codes.map((code) => ({ code, name: findRegionOn(code, today)?.name ?? code }))
}

/** How many classes a menu offers: the latest. */
const maxOffered = 60

/** The latest classes held in the viewer's regions, to narrow by. */
export async function listPipelineCohorts(site: Pick<Site, 'read'>, viewer: Viewer): Promise<{ id: string; label: string }[]> {
  const rows = await site.read
    .select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
    .from(cohorts)
    .where(within(getReach(viewer, 'reports.see'), { region: cohorts.regionCode }))
    .orderBy(desc(cohorts.startsOn), desc(cohorts.number))
    .limit(maxOffered)
  return rows.map((row) => ({ id: row.id, label: formatCohort(row) }))
}
