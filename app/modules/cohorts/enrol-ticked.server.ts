// Enrols people who were ticked in the register, and says of each of the others why not: one who cannot be enrolled does not keep the rest out.
import { and, eq } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { maxTickedPersons } from '#app/modules/households/lists.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { sortByName } from '#app/text/by-pinyin.server.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { inValues } from '#db/in-values.ts'
import { enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { enrolPersons } from './commands.server.ts'
import { canSeeCohort, canTakeAttendance } from './policy.ts'
import { findCohortRow } from './queries.server.ts'

export interface TickedEnrolled {
  cohort: { id: string; name: string }
  /** How many are enrolled now who were not. */
  enrolled: number
  /** Who is not, and why. */
  others: { name: string; why: string }[]
}

/** Enrols the ticked people. Throws 404, 409 if the class is over, or 422 if nobody is ticked, too many are, or no class is chosen. */
export async function enrolTicked(
  site: Site,
  viewer: Viewer,
  { cohortId, personIds }: { cohortId: string; personIds: readonly string[] },
): Promise<TickedEnrolled> {
  if (personIds.length === 0) throw invalidInput({ person: ['请勾选要报名的人。'] }, '请勾选要报名的人。')
  const tooMany = `一次最多给 ${maxTickedPersons} 人报名。`
  if (personIds.length > maxTickedPersons) throw invalidInput({ person: [tooMany] }, tooMany)
  if (!cohortId) throw invalidInput({ cohort: ['请选报到哪个班。'] }, '请选报到哪个班。')
  const cohort = await findCohortRow(site.read, cohortId)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  const people = await site.read
    .select({ id: persons.id, name: persons.name, regionCode: persons.regionCode })
    .from(persons)
    .where(
      and(
        inValues(persons.id, [...personIds]),
        within(getReach(viewer, 'persons.see'), { region: persons.regionCode, person: persons.id }),
      ),
    )
  const enrolled = await site.read
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .where(and(eq(enrolments.cohortId, cohortId), inValues(enrolments.personId, [...personIds])))
  const here = new Set(enrolled.map(({ personId }) => personId))
  const considered = sortByName(people).map(({ id, name, regionCode }) => ({
    id,
    name,
    why: here.has(id)
      ? '已经在这个班'
      : canTakeAttendance(viewer, { personRegion: regionCode, cohortId })
        ? null
        : '不归您管，请那里的专干报名',
  }))
  const free = considered.filter(({ why }) => why === null)
  if (free.length > 0) await enrolPersons(site, viewer, { cohortId, personIds: free.map(({ id }) => id) })
  return {
    cohort: { id: cohort.id, name: formatCohort(cohort) },
    enrolled: free.length,
    others: considered.flatMap(({ name, why }) => (why === null ? [] : [{ name, why }])),
  }
}
