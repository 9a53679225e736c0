// Taking attendance at a session.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { present } from '#app/present.ts'
import { Refusal, notFound, forbidden, invalidInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { createInserter } from '#db/inserter.ts'
import { attendanceMarks, classSessions, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { type Mark, markLabels, type MarkMethod } from './attendance.ts'
import { isRunning } from './cohort.states.ts'
import { cohortWorkflow } from './cohorts.workflow.ts'
import { canSeeCohort, canTakeAttendance } from './policy.ts'
import { countAttendance } from './progress.server.ts'
import { findCohortRow, loadCurrentMarks } from './queries.server.ts'

const maxReasonLength = 200

export interface TakenMark {
  enrolmentId: string
  mark: Mark
  how: MarkMethod
  /** Required to correct an existing mark. */
  reason?: string
  /**
   * The mark as it was shown, null if there was none. If it equals `mark`, this person is skipped. If the stored mark differs from it,
   * somebody else has changed it meanwhile, and it is not overwritten. Undefined if nothing was shown.
   */
  seen?: Mark | null | undefined
  /**
   * Set if the mark was meant for everybody without one, not for this person: a mark that somebody else has recorded meanwhile stays.
   */
  onlyIfNone?: boolean
}

/**
 * Stores the attendance of a session: the changed marks. Existing equal marks are left alone, others are added to the history; a correction
 * needs a reason. Throws 403 or 404, 409 if the session is still to come or the class does not run, 422 if a correction has no reason or
 * somebody else has changed a mark since it was seen; then nothing is saved.
 */
export async function takeAttendance(
  site: Site,
  viewer: Viewer,
  { sessionId, marks }: { sessionId: string; marks: readonly TakenMark[] },
): Promise<{ changed: number }> {
  const [session] = await site.read.select().from(classSessions).where(eq(classSessions.id, sessionId))
  if (!session) throw notFound('这次课')
  const cohort = present(await findCohortRow(site.read, session.cohortId), 'class of the session')
  if (!canSeeCohort(viewer, cohort)) throw notFound('这次课')
  if (session.day > toDay(site.now())) throw new Refusal(409, '这次课还没有上，不能记考勤。')
  const rows = await site.read
    .select({ id: enrolments.id, name: persons.name, personRegion: persons.regionCode })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(eq(enrolments.cohortId, cohort.id))
  const known = new Map(rows.map((row) => [row.id, row]))
  return site.write(viewer.accountId, 'take attendance', async (tx) => {
    const { state } = await loadWorkflow(tx, cohortWorkflow, cohort.id)
    if (!isRunning(state))
      throw new Refusal(409, `培训班现在是「${cohortWorkflow.labels.states[state]}」，只有开班以后、结业以前能记考勤。`)
    const before = new Map((await loadCurrentMarks(tx, { sessionIds: [sessionId] })).map((one) => [one.enrolmentId, one]))
    const touched = marks.filter(({ mark, seen }) => mark !== seen)
    const taken: (typeof attendanceMarks.$inferInsert)[] = []
    for (const { enrolmentId } of touched) {
      const row = known.get(enrolmentId)
      if (!row || !canTakeAttendance(viewer, { personRegion: row.personRegion, cohortId: cohort.id }))
        throw forbidden('只能记自己负责的学员的考勤。')
    }
    const said = touched.filter(
      ({ enrolmentId, mark, onlyIfNone }) => mark !== before.get(enrolmentId)?.mark && !(onlyIfNone && before.has(enrolmentId)),
    )
    const fields: Record<string, string[]> = {}
    for (const { enrolmentId, seen, reason } of said) {
      const [stands, { name }] = [before.get(enrolmentId), present(known.get(enrolmentId), 'trainee of the class')]
      if (reason && reason.length > maxReasonLength) fields[`reason-${enrolmentId}`] = [`原因最多 ${maxReasonLength} 字。`]
      else if (stands && seen !== undefined && stands.mark !== seen)
        fields[`reason-${enrolmentId}`] = [
          `您打开这页以后，别人把${name}的考勤记成了“${markLabels[stands.mark]}”。请看一看记录；还要改，请写原因再存。`,
        ]
      else if (stands && !reason?.trim()) fields[`reason-${enrolmentId}`] = [`${name}的考勤已记过，要改请写原因。`]
    }
    const [fault] = Object.values(fields)
    if (fault) throw invalidInput(fields, Object.keys(fields).length === 1 ? fault[0] : '有几个人的考勤还没有存，请看下面。')
    for (const { enrolmentId, mark, how, reason } of said) {
      const stands = before.get(enrolmentId)
      const at = stands && stands.at >= tx.at ? new Date(stands.at.getTime() + 1) : tx.at // the later mark counts, also if two have the same millisecond
      taken.push({ id: newId(at.getTime()), sessionId, enrolmentId, mark, how, reason: reason?.trim() || null, markedBy: tx.actor, at })
    }
    await insertMarks(tx, taken)
    await countAttendance(
      tx,
      cohort,
      taken.map(({ enrolmentId }) => enrolmentId),
    )
    return { changed: taken.length }
  })
}

const insertMarks = createInserter(attendanceMarks)
