// Selects the people at a stage of the pipeline, for lists: the furthest stage whose facts hold.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { certificateWorkflow } from '#app/modules/certificates/certificates.server.ts'
import { validState } from '#app/modules/certificates/certificate.states.ts'
import { enrolmentWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { completedState, studyingStates, waitingState } from '#app/modules/cohorts/enrolment.states.ts'
import { listMentoredPersons } from '#app/modules/pairings/pairings.server.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { certificates } from '#db/views/certificates.ts'
import { enrolments } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { type PipelineStage, stages } from './stages.ts'

/** Returns a condition on persons: those at this stage and no further. */
export async function selectAtStage(site: Pick<Site, 'read'>, stage: PipelineStage): Promise<SQL> {
  const reached = await selectReached(site)
  const further = stages.slice(stages.indexOf(stage) + 1).map((later) => sql`not (${reached[later]})`)
  return sql.join([reached[stage], ...further], sql` and `)
}

/** Returns, for each stage, a condition on persons for whom its facts hold. */
async function selectReached({ read }: Pick<Site, 'read'>): Promise<Record<PipelineStage, SQL>> {
  const mentored = [...(await listMentoredPersons({ read })).keys()]
  const enrolledAs = (states: readonly string[]) =>
    sql`${persons.id} in ${read
      .select({ personId: enrolments.personId })
      .from(workflows)
      .innerJoin(enrolments, eq(enrolments.id, workflows.id))
      .where(and(eq(workflows.kind, enrolmentWorkflow.kind), inArray(workflows.state, states)))}`
  const certified = sql`${persons.id} in ${read
    .select({ personId: certificates.personId })
    .from(workflows)
    .innerJoin(certificates, eq(certificates.id, workflows.id))
    .where(and(eq(workflows.kind, certificateWorkflow.kind), eq(workflows.state, validState)))}`
  return {
    identified: sql`1 = 1`,
    enrolled: enrolledAs([waitingState]),
    training: enrolledAs(studyingStates),
    completed: enrolledAs([completedState]),
    certified,
    mentored: inValues(persons.id, mentored),
  }
}
