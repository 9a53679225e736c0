// Withdrawing several trainees at once: whom it touches, before it is done.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { sortByName } from '#app/text/by-pinyin.server.ts'
import type { TouchedGroup } from '#app/ui/consequences.tsx'
import { inValues } from '#db/in-values.ts'
import { enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { isOver } from './cohort.states.ts'
import { canLeaveOrReturn, hasCompleted, hasLeft } from './enrolment.states.ts'
import { canTakeAttendance } from './policy.ts'
import { readCohortHead } from './queries.server.ts'

/** More are only counted. */
const maxNames = 20

export interface Leaving {
  /** Those who would leave. */
  enrolmentIds: string[]
  touched: TouchedGroup[]
  /** Who of the ticked would not, and why. */
  missing: string[]
}

/** Returns what becomes of the ticked trainees if they are withdrawn. Throws 404, or 422 if nobody is ticked. */
export async function readLeaving(
  site: Pick<Site, 'read' | 'now'>,
  viewer: Viewer,
  { cohortId, enrolmentIds }: { cohortId: string; enrolmentIds: readonly string[] },
): Promise<Leaving> {
  const cohort = await readCohortHead(site, viewer, cohortId)
  if (enrolmentIds.length === 0) throw invalidInput({ enrolment: ['请勾选要退班的学员。'] }, '请勾选要退班的学员。')
  const found = await site.read
    .select({ id: enrolments.id, name: persons.name, region: persons.regionCode, state: workflows.state })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(and(eq(enrolments.cohortId, cohortId), inValues(enrolments.id, [...enrolmentIds])))
  const mine = sortByName(found.filter(({ region }) => canTakeAttendance(viewer, { personRegion: region, cohortId })))
  if (mine.length === 0) throw notFound('这些学员')
  const canLeave = ({ state }: { state: string }) => !isOver(cohort.state) && canLeaveOrReturn(state) && !hasLeft(state)
  const leaving = mine.filter(canLeave)
  const names = (some: typeof mine) => {
    const shown = some.slice(0, maxNames).map(({ name }) => name)
    return shown.join('、') + (some.length > shown.length ? `……共 ${some.length} 人` : '')
  }
  const staying = (why: string, which: (state: string) => boolean) => {
    const those = mine.filter((one) => !canLeave(one) && which(one.state))
    return those.length > 0 ? [`${why}：${names(those)}。`] : []
  }
  return {
    enrolmentIds: leaving.map(({ id }) => id),
    touched: leaving.length > 0 ? [{ outcome: '会退班', names: leaving.map(({ name }) => name), total: leaving.length, unit: '人' }] : [],
    missing: [
      ...staying('已经退班，不用再退', hasLeft),
      ...staying('已经达到结业要求，不能退班', hasCompleted),
      ...staying('班已经结束，不能退班', (state) => !hasLeft(state) && !hasCompleted(state)),
      ...(mine.length < new Set(enrolmentIds).size ? ['勾选的人里有不归您管的，没有列在下面。'] : []),
    ],
  }
}
