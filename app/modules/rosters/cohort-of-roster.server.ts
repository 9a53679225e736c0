// The class that a roster's people are enrolled in.
import type { Viewer } from '#app/access/viewer.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'

export const findCohort = async (site: Site, viewer: Viewer, cohortId: string | null | undefined) =>
  cohortId ? (await listCohorts(site, viewer)).find(({ id }) => id === cohortId) : undefined

/** Refuses with 404 a class that the viewer does not see. */
export async function assertCohort(site: Site, viewer: Viewer, cohortId: string | null | undefined) {
  if (cohortId && !(await findCohort(site, viewer, cohortId))) throw notFound('这个培训班')
}
