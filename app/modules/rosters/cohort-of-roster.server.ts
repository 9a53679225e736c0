// The class in which a roster's people are enrolled.
import type { Viewer } from '#app/access/viewer.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'

export const findCohort = async (site: Site, viewer: Viewer, cohortId: string | null | undefined) =>
  cohortId ? (await listCohorts(site, viewer)).find(({ id }) => id === cohortId) : undefined

/** Throws 404 if the viewer may not see the class. */
export async function assertCohort(site: Site, viewer: Viewer, cohortId: string | null | undefined) {
  if (cohortId && !(await findCohort(site, viewer, cohortId))) throw notFound('这个培训班')
}
