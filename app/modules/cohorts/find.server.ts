// Finds classes by what is known of them at the desk, their number or part of their name, and for those who teach them their trainees.
import { and, asc, desc, eq, or } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { contains } from '#db/dialect/dialect.ts'
import { inValues } from '#db/in-values.ts'
import { cohorts, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { explainName } from '#app/text/name-sounds.server.ts'
import { normaliseSearchName } from '#app/text/search-name.ts'
import { cohortsVisibleTo } from './policy.ts'

export interface FoundCohort {
  id: string
  number: number
  name: string
  startsOn: string
  state: string
  why: string[]
}

/** Returns the number of a class as people write it: 3, 3期, 第 3 期; null if it is none. */
function parseCohortNumber(typed: string): number | null {
  const [, number] = /^第?(\d{1,4})期?$/.exec(typed.replace(/\s/g, '')) ?? []
  return number === undefined ? null : Number(number)
}

/** Finds the first few classes in reach with this number, or with this in their name; newest first. */
export async function findCohorts(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<{ rows: FoundCohort[]; isAll: boolean }> {
  const typed = normaliseWidth(search).trim()
  const number = parseCohortNumber(typed)
  const rows = await site.read
    .select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn, state: workflows.state })
    .from(cohorts)
    .innerJoin(workflows, eq(workflows.id, cohorts.id))
    .where(and(cohortsVisibleTo(viewer), or(contains(cohorts.name, typed), number === null ? undefined : eq(cohorts.number, number))))
    .orderBy(desc(cohorts.startsOn), desc(cohorts.number))
    .limit(most + 1)
  return {
    rows: rows.slice(0, most).map((row) => ({ ...row, why: [row.number === number ? '期数' : '班名'] })),
    isAll: rows.length <= most,
  }
}

export interface FoundTrainee {
  id: string
  name: string
  state: string
  cohort: { id: string; number: number; name: string; startsOn: string }
  why: string[]
}

/** More people are not looked through: an instructor of dozens of classes has some thousands. */
const maxLookedThrough = 20_000

/**
 * Finds the first few trainees of the viewer's classes by name, sound or initials, those of the latest classes first. For whoever teaches
 * and does not see the register: nobody teaches more people than can be looked through.
 */
export async function findTrainees(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<{ rows: FoundTrainee[]; isAll: boolean }> {
  const written = normaliseSearchName(search).join('')
  const own = getReach(viewer, 'cohorts.see').cohorts
  if (written === '' || own.length === 0) return { rows: [], isAll: true }
  const people = await site.read
    .select({
      id: enrolments.id,
      name: persons.name,
      state: workflows.state,
      cohort: { id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn },
    })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(inValues(enrolments.cohortId, [...own]))
    .orderBy(desc(cohorts.startsOn), asc(enrolments.id))
    .limit(maxLookedThrough)
  const found = people.map((one) => ({ ...one, why: explainName(one.name, written) })).filter(({ why }) => why.length > 0)
  return { rows: found.slice(0, most), isAll: found.length <= most }
}
