// The steps of a class and of its trainees, with the facts that the machines' guards need, and what follows from them.
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { countUngradedSheets, listStillToSit } from '#app/modules/exams/exams.server.ts'
import { present } from '#app/present.ts'
import { forbidden, notFound, stale } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import type { SentEvent } from '#app/workflow/definition.ts'
import type { Effect } from '#app/workflow/follow-ups.server.ts'
import { advanceBySystem, advanceWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { overtakenByStep } from '#app/workflow/overtaken.server.ts'
import { inValues } from '#db/in-values.ts'
import { classSessions, cohorts, enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import { isCancelled, isCompleted, isOver, isRunning, overStates } from './cohort.states.ts'
import { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'
import { dismissedStates, type EnrolmentState, studyingStates, isStudying, reopenedStates, waitingState } from './enrolment.states.ts'
import { canReopenCohort, canRunCohort, canSeeCohort, canTakeAttendance } from './policy.ts'
import { countAttendance } from './progress.server.ts'
import { countEnrolled, findCohortRow } from './queries.server.ts'
import type { TraineeStepName } from './forms/trainee-step-form.ts'
import { loadPicture } from './step-consequences.server.ts'
import { fingerprintTrainees } from './trainee-steps.server.ts'

/** More people than one form of a class has. */
const batchSize = 50

interface CohortStepOrder {
  id: string
  version: number
  event: { type: string; reason?: string }
  /** The fingerprint of what the page said would happen (`readCohortStep`); the step is refused if it would no longer be that. */
  seen?: string | undefined
}

/**
 * Advances a cohort; collects the facts that the machine's guards need. Throws 403, 404, or 409: not now, or not any more what the sender
 * was looking at.
 */
export async function stepCohort(site: Site, viewer: Viewer, { id, version, event, seen }: CohortStepOrder) {
  const cohort = await findCohortRow(site.read, id)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  if (!(event.type === 'REOPEN' ? canReopenCohort : canRunCohort)(viewer, cohort)) throw forbidden()
  return site.write(viewer.accountId, `cohort ${event.type}`, async (tx) => {
    if (seen !== undefined) {
      const now = await loadPicture(tx, cohort, tx.at)
      if (seen !== now.fingerprint) throw now.version === version ? stale() : await overtakenByStep(tx, cohortWorkflow, id)
    }
    return advanceWorkflow(tx, cohortWorkflow, { id, version, event: await addFactsTo(tx, cohort, event) })
  })
}

async function addFactsTo(
  tx: Tx,
  cohort: typeof cohorts.$inferSelect,
  { type, reason = '' }: CohortStepOrder['event'],
): Promise<SentEvent> {
  if (type === 'CANCEL') return { type, reason }
  if (type === 'REOPEN') return { type, reason, was: await findStateBeforeEnd(tx, cohort.id) }
  if (type === 'START') return { type, enrolled: await countEnrolled(tx, cohort.id) }
  const sessions = await tx.select({ day: classSessions.day }).from(classSessions).where(eq(classSessions.cohortId, cohort.id))
  if (type === 'OPEN') return { type, sessions: sessions.length }
  return {
    type,
    lastDay:
      sessions
        .map(({ day }) => day)
        .sort()
        .at(-1) ?? cohort.endsOn,
    today: toDay(tx.at),
    toSit: (await listStillToSit(tx, cohort.id, tx.at)).length,
  }
}

/** Finds where a class stood before it was completed or cancelled; of one that is not over, where it stands. */
async function findStateBeforeEnd(tx: Tx, cohortId: string): Promise<string> {
  const [last] = await tx
    .select({ from: workflowEvents.from })
    .from(workflowEvents)
    .where(and(eq(workflowEvents.workflowId, cohortId), inArray(workflowEvents.to, overStates)))
    .orderBy(desc(workflowEvents.version))
    .limit(1)
  return last?.from ?? (await loadWorkflow(tx, cohortWorkflow, cohortId)).state
}

/**
 * Puts a class on another version of its course, with the reason: a step of the class, which its history shows. `from` is the version that
 * the sender saw. Throws 403, 404, or 409 if the class is over or studies another version by now. What it does to trainees and to the exam
 * is the caller's to judge.
 */
export async function changeCourseVersion(
  tx: Tx,
  viewer: Viewer,
  { id, from, to, reason }: { id: string; from: string; to: string; reason: string },
): Promise<void> {
  const cohort = await findCohortRow(tx, id)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  if (!canRunCohort(viewer, cohort)) throw forbidden()
  if (cohort.courseVersionId !== from) throw await overtakenByStep(tx, cohortWorkflow, id)
  await advanceBySystem(tx, cohortWorkflow, { id, event: { type: 'CHANGE_COURSE', reason, from, to } })
  await tx.update(cohorts).set({ courseVersionId: to }).where(eq(cohorts.id, id))
  tx.note(`class ${id} from course version ${from} to ${to}`)
}

interface EnrolmentEventOrder {
  type: TraineeStepName
  reason: string
}

/** Lets a trainee leave the class, or come back, or not sit its exam, or sit it after all, with the reason. */
export const stepEnrolment = (
  site: Site,
  viewer: Viewer,
  { enrolmentId, event }: { enrolmentId: string; event: EnrolmentEventOrder },
): Promise<void> => stepEnrolments(site, viewer, { enrolmentIds: [enrolmentId], event })

/**
 * The same for several trainees of one class, all of them or none of a batch. `seen` is the fingerprint of how they stood on the page
 * (`readTraineeStep`). Throws 404 if one is out of reach, 409 with who was quicker if they no longer stand so.
 */
export async function stepEnrolments(
  site: Site,
  viewer: Viewer,
  { enrolmentIds, event, seen }: { enrolmentIds: readonly string[]; event: EnrolmentEventOrder; seen?: string | undefined },
): Promise<void> {
  const found = await site.read
    .select({ id: enrolments.id, cohort: cohorts, personRegion: persons.regionCode })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(inValues(enrolments.id, [...enrolmentIds]))
  const inReach = found.filter(({ cohort, personRegion }) => canTakeAttendance(viewer, { personRegion, cohortId: cohort.id }))
  if (inReach.length < new Set(enrolmentIds).size || inReach.length === 0) throw notFound('这个学员')
  for (let from = 0; from < inReach.length; from += batchSize)
    await site.write(viewer.accountId, `enrolment ${event.type}`, async (tx) => {
      if (from === 0 && seen !== undefined) await requireSeen(tx, enrolmentIds, seen)
      for (const { id, cohort } of inReach.slice(from, from + batchSize)) await stepOne(tx, cohort, id, event)
    })
}

/** Refuses what was decided on a page that is no longer true, and says who moved one of these trainees last. */
async function requireSeen(tx: Tx, enrolmentIds: readonly string[], seen: string) {
  const now = await tx
    .select({ id: workflows.id, state: workflows.state, movedAt: workflows.movedAt })
    .from(workflows)
    .where(inValues(workflows.id, [...enrolmentIds]))
  if (fingerprintTrainees(now) === seen) return
  const [last] = now.sort((one, other) => other.movedAt.getTime() - one.movedAt.getTime())
  throw last ? await overtakenByStep(tx, enrolmentWorkflow, last.id) : stale()
}

async function stepOne(tx: Tx, cohort: typeof cohorts.$inferSelect, id: string, event: EnrolmentEventOrder) {
  const facts =
    event.type === 'RETURN'
      ? { cohort: (await loadWorkflow(tx, cohortWorkflow, cohort.id)).state }
      : event.type === 'SKIP_EXAM'
        ? { sitting: (await countUngradedSheets(tx, [id])).get(id) ?? 0 }
        : {}
  const { state } = await advanceWorkflow(tx, enrolmentWorkflow, { id, version: 'latest', event: { ...event, ...facts } })
  // Sessions may have changed while they were away; in all other states attendance is counted as it changes.
  if (event.type === 'RETURN' && isStudying(state)) await countAttendance(tx, cohort, [id])
}

/**
 * Advances the next enrolments that are in one of these states, which the event makes them leave. Returns their ids; as many as a batch
 * if there are more.
 */
async function advanceNext(tx: Tx, cohortId: string, states: EnrolmentState[], event: SentEvent): Promise<string[]> {
  const rows = await tx
    .select({ id: enrolments.id })
    .from(enrolments)
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(and(eq(enrolments.cohortId, cohortId), inArray(workflows.state, states)))
    .limit(batchSize)
  for (const { id } of rows) await advanceBySystem(tx, enrolmentWorkflow, { id, event })
  return rows.map(({ id }) => id)
}

/**
 * What a transition of the class does to the people in it, a batch at a time. Nothing if the class has moved on since: it was opened
 * again before everybody had failed, or closed again before everybody was back.
 */
const eachEnrolment =
  (holds: (state: string) => boolean, states: EnrolmentState[], event: SentEvent) =>
  async (tx: Tx, { workflowId }: Effect): Promise<void | 'more'> => {
    if (!holds((await loadWorkflow(tx, cohortWorkflow, workflowId)).state)) return
    const moved = await advanceNext(tx, workflowId, states, event)
    if (moved.length === batchSize) return 'more'
  }

/** Takes back in those whom the end of the class had ended; what they had done before counts again. */
async function reopenEnrolments(tx: Tx, { workflowId }: Effect): Promise<void | 'more'> {
  const { state, snapshot } = await loadWorkflow(tx, cohortWorkflow, workflowId)
  if (isOver(state)) return
  const reason = snapshot.context.reason ?? ''
  const back = await advanceNext(tx, workflowId, reopenedStates, { type: 'CLASS_REOPENED', reason, cohort: state })
  await countAttendance(tx, present(await findCohortRow(tx, workflowId), 'class'), back)
  if (back.length === batchSize) return 'more'
}

/** Effects of a cohort's transitions. */
export const cohortEffects = {
  startEnrolments: eachEnrolment(isRunning, [waitingState], { type: 'START' }),
  closeEnrolments: eachEnrolment(isCompleted, studyingStates, { type: 'FAIL', reason: '到结业时考勤或考试没有达到要求。' }),
  cancelEnrolments: eachEnrolment(isCancelled, dismissedStates, { type: 'CLASS_CANCELLED', reason: '培训班取消了。' }),
  reopenEnrolments,
}
