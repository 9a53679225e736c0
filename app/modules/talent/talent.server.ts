// The door of talent: a person's stage in the pipeline, and the facts that it follows from.
import type { Viewer } from '#app/access/viewer.ts'
import { isValid } from '#app/modules/certificates/certificate.states.ts'
import { listCertificatesOfPerson } from '#app/modules/certificates/certificates.server.ts'
import { listEnrolmentsOfPerson } from '#app/modules/cohorts/cohorts.server.ts'
import { isInReach } from '#app/modules/households/households.server.ts'
import { listMentoredPersons } from '#app/modules/pairings/pairings.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { type PipelineStage, computeStage } from './stages.ts'

export { selectAtStage } from './at-stage.server.ts'
export { listPeople } from './people-list.server.ts'

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
  const [enrolments, certificates, mentored] = await Promise.all([
    listEnrolmentsOfPerson(site, personId),
    listCertificatesOfPerson(site, personId),
    listMentoredPersons(site),
  ])
  const pairingId = mentored.get(personId)?.pairingId ?? null
  const stage = computeStage({
    enrolments: enrolments.map(({ state }) => state),
    hasValidCertificate: certificates.some(({ state }) => isValid(state)),
    isMentored: pairingId !== null,
  })
  return { stage, enrolments, certificates, pairingId }
}
