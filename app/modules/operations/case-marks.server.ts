// The way of one case through its life cycle, for those who may see the case: each kind asks its own domain.
import { readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { findPairing } from '#app/modules/pairings/pairings.server.ts'
import { requireRatingVisible } from '#app/modules/ratings/ratings.server.ts'
import { findRoster } from '#app/modules/rosters/rosters.server.ts'
import { readRound } from '#app/modules/rounds/rounds.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import type { WorkflowDefinition } from '#app/workflow/definition.ts'
import type { CaseMark } from '#app/workflow/drawing.tsx'
import { loadWorkflow, listStatesPassed } from '#app/workflow/kernel.server.ts'

/** Throws 403 or 404 unless the viewer may see the case. Kinds that are not here are marked for nobody. */
const assertVisible: Record<string, (site: Site, viewer: Viewer, id: string) => Promise<unknown>> = {
  cohort: readCohortHead,
  pairing: (site, viewer, id) => findPairing(site.read, viewer, id),
  pairingRound: (site, viewer, id) => readRound(site, viewer, { roundId: id }),
  rating: requireRatingVisible,
  roster: findRoster,
}

/** Returns where a case stands and where it was. Throws 403, or 404 if the viewer may not see it or there is none of this kind. */
export async function readCaseMark(
  site: Site,
  viewer: Viewer,
  { definition, id }: { definition: WorkflowDefinition; id: string },
): Promise<CaseMark> {
  const judge = assertVisible[definition.kind]
  if (!judge || !/^[\w-]{1,64}$/.test(id)) throw notFound(definition.title)
  await judge(site, viewer, id)
  const { state } = await loadWorkflow(site.read, definition, id)
  return { current: state, passed: (await listStatesPassed(site.read, id)).filter((passed) => passed !== state) }
}
