// Calling a trainee who is to be helped: whoever teaches her class sees her phone number, with a reason that she can read.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { phoneLooks } from '#app/modules/households/households.server.ts'
import { forbidden, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { cohorts, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { hasLeft } from '../enrolment.states.ts'
import { canCallTrainee, canSeeCohort } from '../policy.ts'

export interface TraineeToCall {
  cohortId: string
  personId: string
  name: string
}

/** Returns the trainee of a class whom the viewer may call. Throws 403, or 404 if she is not in the class any more. */
export async function readTraineeToCall(
  { read }: Pick<Site, 'read'>,
  viewer: Viewer,
  { cohortId, personId }: { cohortId: string; personId: string },
): Promise<TraineeToCall> {
  const [row] = await read
    .select({ name: persons.name, personRegion: persons.regionCode, regionCode: cohorts.regionCode, state: workflows.state })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(and(eq(enrolments.cohortId, cohortId), eq(enrolments.personId, personId)))
  if (!row || hasLeft(row.state) || !canSeeCohort(viewer, { id: cohortId, regionCode: row.regionCode })) throw notFound('这个学员')
  if (!canCallTrainee(viewer, { personRegion: row.personRegion, cohortId })) throw forbidden('您的职责不需要看这个学员的电话。')
  return { cohortId, personId, name: row.name }
}

/** Returns her phone number, and first logs who looked, when and why. Throws like `readTraineeToCall`, and 422 without a reason. */
export async function discloseTraineePhone(
  site: Site,
  viewer: Viewer,
  { reason, ...which }: { cohortId: string; personId: string; reason: string },
): Promise<string> {
  const { personId } = await readTraineeToCall(site, viewer, which)
  return phoneLooks.openPhone(site, viewer, { personId, reason })
}
