// Trainees in a class of a real course, for the tests of learning. All invented.
import { ensureTraineeAccount } from '#app/modules/accounts/accounts.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { enrolPerson, planCohort } from '#app/modules/cohorts/cohorts.server.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { persons } from '#db/schema/households.ts'

export const administrator: Viewer = {
  accountId: 'admin',
  personId: null,
  name: '管理员',
  grants: [{ role: 'administrator', scope: { kind: 'everything' } }],
}
export const official: Viewer = {
  accountId: 'official',
  personId: null,
  name: '干部',
  grants: [{ role: 'official', scope: { kind: 'region', code: '422826' } }],
}

export const course = 'sell-tea-and-potatoes'

/** A class that studies the course, with one session ahead. */
export const aClass = (site: Site, number = 1) =>
  planCohort(site, administrator, {
    number,
    name: `第 ${number} 期`,
    tier: 'entrepreneur',
    courseSlug: course,
    regionCode: '422826100',
    place: '村委会',
    attendanceRequired: 80,
    sessions: [{ day: '2019-03-20', startsAt: '09:00', topic: '开班' }],
  })

/** A trainee, enrolled in the class if one is given. */
export async function aStudent(site: Site, cohortId?: string): Promise<Viewer & { personId: string }> {
  const personId = newId()
  const accountId = await site.write('operator', 'a student for the test', async (tx) => {
    await tx
      .insert(persons)
      .values({ id: personId, name: '田小禾', sex: 'female', birthday: '1984-05-06', regionCode: '422826100201', knownAt: tx.at })
    if (cohortId) await enrolPerson(tx, site, { cohortId, personId })
    return ensureTraineeAccount(tx, site, { personId, name: '田小禾', phone: null })
  })
  return { accountId, personId, name: '田小禾', grants: [{ role: 'trainee', scope: { kind: 'own' } }] }
}
