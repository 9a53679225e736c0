// The people of a class as its page and its workbook show them: each with certificate and progress.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { listCertificates } from '#app/modules/certificates/certificates.server.ts'
import type { CohortView } from '#app/modules/cohorts/cohorts.server.ts'
import type { ShownTrainee } from '#app/modules/cohorts/lists.ts'
import { readProgress } from '#app/modules/learning/learning.server.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'

export async function loadShownTrainees(
  site: Site,
  viewer: Viewer,
  { trainees, courseVersionId }: Pick<CohortView, 'trainees' | 'courseVersionId'>,
): Promise<ShownTrainee[]> {
  const [enrolments, persons] = [trainees.map((one) => one.enrolmentId), trainees.map((one) => one.personId)]
  const [certificates, done] = await Promise.all([listCertificates(site, viewer, enrolments), readProgress(site, courseVersionId, persons)])
  const today = toDay(site.now())
  const places = new Map([...new Set(trainees.map(({ region }) => region))].map((code) => [code, formatPlace(code, today).join(' ')]))
  return trainees.map((trainee) => ({
    ...trainee,
    place: places.get(trainee.region) ?? trainee.region,
    certificate: certificates.get(trainee.enrolmentId) ?? null,
    progress: done.get(trainee.personId) ?? null,
  }))
}
