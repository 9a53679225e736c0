// The menus of a role's form: places and classes by name.
import { desc } from 'drizzle-orm'
import type { Role } from '#app/access/roles.ts'
import { toDay } from '#app/calendar.ts'
import { getPath, listChildren } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { cohorts } from '#db/views/cohorts.ts'

/** Nobody looks through a longer menu, and classes of many years ago have their instructors. */
const maxClasses = 300

/** What a role can hold for: the county (not for a township officer) and its townships, and for an instructor the newest classes. */
export async function listRoleChoices(site: Site, role: Role | null) {
  const today = toDay(site.now())
  const { county } = site.programme.west
  const townships = listChildren(county, today).map(({ code }) => code)
  const places = role === 'townshipOfficer' ? townships : [county, ...townships]
  const classes =
    role === 'instructor'
      ? await site.read
          .select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
          .from(cohorts)
          .orderBy(desc(cohorts.startsOn))
          .limit(maxClasses)
      : []
  return {
    places: places.map((code) => ({ code, name: getPath(code, today).slice(2).join(' ') })),
    cohorts: classes.map((cohort) => ({ id: cohort.id, name: formatCohort(cohort) })),
  }
}
