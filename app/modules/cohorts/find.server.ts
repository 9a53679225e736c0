// Finds classes by what is known of them at the desk: their number, or part of their name.
import { and, desc, eq, or } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { contains } from '#db/dialect/dialect.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import { normaliseWidth } from '#app/text/characters.ts'
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
