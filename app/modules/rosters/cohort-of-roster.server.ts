// The class in which a roster's people are enrolled.
import type { Viewer } from '#app/access/viewer.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { isOver } from '#app/modules/cohorts/cohort.states.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

export const findCohort = async (site: Site, viewer: Viewer, cohortId: string | null | undefined) =>
  cohortId ? (await listCohorts(site, viewer)).find(({ id }) => id === cohortId) : undefined

/** Throws 404 if the viewer may not see the class, 422 if it is over. */
export async function assertOpenCohort(site: Site, viewer: Viewer, cohortId: string | null | undefined) {
  if (!cohortId) return
  const cohort = await findCohort(site, viewer, cohortId)
  if (!cohort) throw notFound('这个培训班')
  if (!isOver(cohort.state)) return
  const sentence = `${formatCohort(cohort)} 已经结束，不能再报名。请另选一个班，或选“不报名，只登记”。`
  throw new Refusal(422, sentence, { cohort: [sentence] })
}

/** Lists the classes in which a roster's people can be enrolled. */
export const listOpenCohorts = async (site: Site, viewer: Viewer): Promise<{ id: string; name: string }[]> =>
  (await listCohorts(site, viewer)).filter(({ state }) => !isOver(state)).map((cohort) => ({ id: cohort.id, name: formatCohort(cohort) }))

/** Returns the class in which a roster's people are enrolled, as its page shows it; null if there is none, or the viewer may not see it. */
export async function findRosterCohort(site: Site, viewer: Viewer, { cohortId }: { cohortId: string | null }) {
  const cohort = await findCohort(site, viewer, cohortId)
  return cohort ? { id: cohort.id, name: formatCohort(cohort) } : null
}
