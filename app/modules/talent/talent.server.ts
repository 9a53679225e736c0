// The door of talent: where everybody stands in the pipeline on any day, and the facts that it follows from.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { listCertificatesOfPerson } from '#app/modules/certificates/certificates.server.ts'
import { listEnrolmentsOfPerson } from '#app/modules/cohorts/cohorts.server.ts'
import { isInReach } from '#app/modules/households/households.server.ts'
import { listHelpOfHolders } from '#app/modules/pairings/pairings.server.ts'
import { isUnderWay, isCompleted } from '#app/modules/pairings/pairing.states.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { stageSpells } from '#db/schema/talent.ts'
import { keepPerson } from './keeping.server.ts'
import { holdsOn } from './rows.server.ts'
import type { PipelineStage } from './stages.ts'

export { selectAtStage } from './at-stage.server.ts'
export { type OperatingHistory, readOperatingHistory } from './operating.server.ts'
export { listPeopleFromStage } from './people-from-stage.server.ts'
export { countStages, type StageCount } from './funnel.server.ts'
export { keepStages, rebuildStages, startStageKeeper } from './keeping.server.ts'
export { exportPeople, listIdsOfPeople, listPeople } from './people-list.server.ts'
export { type Pipeline, type PipelineSummary, readPipeline, readPipelineSummary } from './pipeline.server.ts'
export { listOwnRegions, listPipelineCohorts, listPipelineRegions } from './scope.server.ts'
export { exportAtStage, listAtStage, type ListedAtStage, type StageList } from './stage-list.server.ts'
export { type PersonWay, readPersonWay } from './way.server.ts'

export interface PipelineStatus {
  stage: PipelineStage
  enrolments: { cohortId: string; cohortNumber: number; cohortName: string; startsOn: string; state: string }[]
  certificates: { id: string; number: string; state: string }[]
  /** The pairing by which the person's shop is or was helped. */
  pairingId: string | null
}

/**
 * Returns the stage of a person in the viewer's reach, with the facts that it follows from. It is shown on the person's page, which records
 * the access already, so this records nothing. Throws 404.
 */
export async function readPipelineStatus(site: Site, viewer: Viewer, personId: string): Promise<PipelineStatus> {
  if (!(await isInReach(site, viewer, personId))) throw notFound('这个人')
  await keepPerson(site, personId)
  const [enrolments, certificates, current] = await Promise.all([
    listEnrolmentsOfPerson(site, personId),
    listCertificatesOfPerson(site, personId),
    site.read
      .select({ stage: stageSpells.stage })
      .from(stageSpells)
      .where(and(eq(stageSpells.personId, personId), holdsOn(toDay(site.now())))),
  ])
  const helps = await listHelpOfHolders(
    site.read,
    certificates.map(({ id }) => id),
  )
  const isHelp = ({ addedAt, removedAt, changes }: (typeof helps)[number]) => {
    const { to = '', at = 0 } = changes.at(-1) ?? {}
    return removedAt === null && (isUnderWay(to) || (isCompleted(to) && addedAt <= at))
  }
  return { stage: current[0]?.stage ?? 'identified', enrolments, certificates, pairingId: helps.find(isHelp)?.pairingId ?? null }
}
