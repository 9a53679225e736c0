// Who may see and revoke which certificates; each predicate with its twin for queries. Used on the server only.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { within } from '#app/access/within.server.ts'
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'
import { certificates } from '#db/schema/certificates.ts'
import { persons } from '#db/views/households.ts'

export interface CertificatePlace {
  /** Its holder's residence: an officer sees the certificates of the people of their region, wherever the class was held. */
  personRegion: string
  cohortId: string
  personId: string
}

export const canSeeCertificate = (viewer: Viewer, { personRegion, cohortId, personId }: CertificatePlace) =>
  covers(getReach(viewer, 'certificates.see'), { region: personRegion, cohort: cohortId, person: personId })

/** The twin of `canSeeCertificate`, for queries that join the holder; `region`: the holder's residence, if it must not lead to its index. */
export const certificatesVisibleTo = (viewer: Viewer, region: SQLWrapper = persons.regionCode): SQL | undefined =>
  within(getReach(viewer, 'certificates.see'), { region, cohort: certificates.cohortId, person: certificates.personId })

export const canRevokeCertificate = (viewer: Viewer, { personRegion }: Pick<CertificatePlace, 'personRegion'>) =>
  covers(getReach(viewer, 'certificates.revoke'), { region: personRegion })
