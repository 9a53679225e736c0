// Advancing enrolments by what trainees have done: attendance and the exam. Completions are stored here.
import { and, eq, isNull, sql } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import { present } from '#app/present.ts'
import type { Tx } from '#app/site.ts'
import type { SentEvent } from '#app/workflow/definition.ts'
import { advanceBySystem, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { prepared } from '#db/prepared.ts'
import { classSessions, type cohorts, completions, enrolments } from '#db/schema/cohorts.ts'
import { countsAsAttended, computeAttendance } from './attendance.ts'
import { enrolmentWorkflow } from './cohorts.workflow.ts'
import { hasCompleted, acceptsAttendance, acceptsExam } from './enrolment.states.ts'
import { loadCurrentMarks } from './queries.server.ts'

// Runs once for each trainee of a class, so prepared.
const believedCompletion = prepared((tx: Pick<Tx, 'select' | 'connection'>) =>
  tx
    .select()
    .from(completions)
    .where(and(eq(completions.enrolmentId, sql.placeholder('enrolmentId')), isNull(completions.supersededAt))),
)

/** Advances an enrolment by an event. A completion is stored, moved or taken back in the same transaction. */
async function advanceEnrolment(tx: Tx, enrolmentId: string, event: SentEvent) {
  const { snapshot } = await advanceBySystem(tx, enrolmentWorkflow, { id: enrolmentId, event })
  const day = snapshot.value === 'completed' ? snapshot.context.completedOn : null
  const [believed] = await believedCompletion(tx).execute({ enrolmentId })
  if ((believed?.day ?? null) === day) return
  if (believed) await tx.update(completions).set({ supersededAt: tx.at }).where(eq(completions.id, believed.id))
  if (!day) return
  const [row] = await tx.select().from(enrolments).where(eq(enrolments.id, enrolmentId))
  const { personId, cohortId } = present(row, 'enrolment')
  await tx.insert(completions).values({ id: newId(), enrolmentId, personId, cohortId, day, knownAt: tx.at })
}

const stateOf = async (tx: Tx, enrolmentId: string) => (await loadWorkflow(tx, enrolmentWorkflow, enrolmentId)).state

export const isCompleted = async (tx: Tx, enrolmentId: string) => hasCompleted(await stateOf(tx, enrolmentId))

/** Records that the exam is passed. It also counts for somebody who has left (and may come back) or whose class closed in the meantime. */
export async function recordExamPassed(tx: Tx, { enrolmentId, day = toDay(tx.at) }: { enrolmentId: string; day?: string }) {
  if (acceptsExam(await stateOf(tx, enrolmentId))) await advanceEnrolment(tx, enrolmentId, { type: 'EXAM_PASSED', day })
}

/** Computes the attendance of some trainees again. Trainees who have left keep their marks, which count again if they come back. */
export async function countAttendance(tx: Tx, cohort: typeof cohorts.$inferSelect, enrolmentIds: readonly string[]) {
  if (enrolmentIds.length === 0) return
  const sessions = await tx
    .select({ id: classSessions.id, day: classSessions.day })
    .from(classSessions)
    .where(eq(classSessions.cohortId, cohort.id))
  const dayOfSession = new Map(sessions.map(({ id, day }) => [id, day]))
  const marks = await loadCurrentMarks(tx, { enrolmentIds })
  for (const enrolmentId of new Set(enrolmentIds)) {
    if (!acceptsAttendance(await stateOf(tx, enrolmentId))) continue
    const attended = marks
      .filter((one) => one.enrolmentId === enrolmentId && countsAsAttended(one.mark))
      .map(({ sessionId }) => present(dayOfSession.get(sessionId), 'session of the class'))
    await advanceEnrolment(tx, enrolmentId, {
      type: 'ATTENDANCE',
      ...computeAttendance(
        sessions.map(({ day }) => day),
        attended,
        cohort.attendanceRequired,
      ),
    })
  }
}
