// The numbers of classes: 第 N 期, each once in a county among the classes that begin in the same year.
import { and, asc, eq, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import type { Reader } from '#app/site.ts'
import { yearOfDay } from '#db/dialect/dialect.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import { formatCohortNumber, yearOf } from '#app/text/cohort-label.ts'
import { cohortWorkflow } from '../cohorts.workflow.ts'
import { planLimits } from './plan-faults.ts'
import { canSeeCohort } from '../policy.ts'

interface Scope {
  countyCode: string
  year: number
}

/** Finds the number after the largest one of the year; if that is too large, the first that is free. */
export async function findFreeNumber(read: Pick<Reader, 'select'>, { countyCode, year }: Scope): Promise<number> {
  const rows = await read
    .select({ number: cohorts.number })
    .from(cohorts)
    .where(and(eq(cohorts.countyCode, countyCode), eq(yearOfDay(cohorts.startsOn), year)))
    .orderBy(asc(cohorts.number))
  const next = (rows.at(-1)?.number ?? 0) + 1
  if (next <= planLimits.number) return next
  const taken = new Set(rows.map(({ number }) => number))
  let free = 1
  while (taken.has(free)) free += 1
  return free
}

interface Wanted {
  /** The class itself, if it is there already. */
  id?: string
  number: number
  countyCode: string
  startsOn: string
}

/** Explains which class has a number, as far as the viewer may see it, and which is free; null if nobody has it. */
export async function findNumberObjection(
  read: Pick<Reader, 'select'>,
  viewer: Viewer,
  { id = '', number, countyCode, startsOn }: Wanted,
): Promise<string | null> {
  const year = yearOf({ startsOn })
  const [taken] = await read
    .select({ id: cohorts.id, name: cohorts.name, regionCode: cohorts.regionCode, startsOn: cohorts.startsOn, state: workflows.state })
    .from(cohorts)
    .innerJoin(workflows, eq(workflows.id, cohorts.id))
    .where(and(eq(cohorts.countyCode, countyCode), eq(yearOfDay(cohorts.startsOn), year), eq(cohorts.number, number), ne(cohorts.id, id)))
  if (!taken) return null
  const where = findRegionOn(taken.regionCode, taken.startsOn)?.name ?? ''
  const who = canSeeCohort(viewer, taken)
    ? `是${where}的“${taken.name}”（${cohortWorkflow.labels.states[taken.state] ?? taken.state}）`
    : '在别的地方办的班里'
  return `${formatCohortNumber({ number, startsOn })}已经有了，${who}。下一个空号是 ${await findFreeNumber(read, { countyCode, year })}。`
}
