// Taking attendance at a session.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { present } from '#app/present.ts'
import { Refusal, notFound, forbidden, invalidInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
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
import { maxLengths } from '#app/text/max-lengths.ts'

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

/** People whose marks are stored in one write: some hundredths of a second, so that nobody waits behind a class of thousands. */
const inOneWrite = 100

interface CurrentMark {
  mark: Mark
  at: Date
}

/** The marks that change something: neither unchanged on the sheet, nor the same already, nor meant only for those without one. */
const listChanges = (marks: readonly TakenMark[], before: ReadonlyMap<string, CurrentMark>) =>
  marks.filter(
    ({ enrolmentId, mark, seen, onlyIfNone }) =>
      mark !== seen && mark !== before.get(enrolmentId)?.mark && !(onlyIfNone && before.has(enrolmentId)),
  )

/** Throws 422 with a sentence for each mark that cannot be stored: a correction without a reason, or of a mark that was not seen. */
function refuseUnexplained(
  changes: readonly TakenMark[],
  before: ReadonlyMap<string, CurrentMark>,
  nameOf: (enrolmentId: string) => string,
) {
  const fields: Record<string, string[]> = {}
  for (const { enrolmentId, seen, reason } of changes) {
    const stands = before.get(enrolmentId)
    if (reason && reason.length > maxLengths.reason) fields[`reason-${enrolmentId}`] = [`原因最多 ${maxLengths.reason} 字。`]
    else if (stands && seen !== undefined && stands.mark !== seen)
      fields[`reason-${enrolmentId}`] = [
        `您打开这页以后，别人把${nameOf(enrolmentId)}的考勤记成了“${markLabels[stands.mark]}”。请看一看记录；还要改，请写原因再存。`,
      ]
    else if (stands && !reason?.trim()) fields[`reason-${enrolmentId}`] = [`${nameOf(enrolmentId)}的考勤已记过，要改请写原因。`]
  }
  const [fault] = Object.values(fields)
  if (fault) throw invalidInput(fields, Object.keys(fields).length === 1 ? fault[0] : '有几个人的考勤还没有存，请看下面。')
}

const loadMarksOf = async (read: Pick<Reader, 'select'>, sessionId: string, marks: readonly TakenMark[]) =>
  new Map(
    (await loadCurrentMarks(read, { sessionIds: [sessionId], enrolmentIds: marks.map(({ enrolmentId }) => enrolmentId) })).map((one) => [
      one.enrolmentId,
      one,
    ]),
  )

/**
 * Stores the attendance of a session: the changed marks. Existing equal marks are left alone, others are added to the history; a correction
 * needs a reason. Throws 403 or 404, 409 if the session is still to come or the class does not run, 422 if there is no mark at all, a
 * correction has no reason, or somebody else has changed a mark since it was seen; then nothing is saved. More than a hundred marks are judged together, and stored a
 * hundred at a time: only what changes in that very moment can still be refused, and sending all of them again stores what is left.
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
  const nameOf = (enrolmentId: string) => present(known.get(enrolmentId), 'trainee of the class').name
  const refuseUnlessRunning = async (read: Pick<Tx, 'select' | 'connection'>) => {
    const { state } = await loadWorkflow(read, cohortWorkflow, cohort.id)
    if (!isRunning(state))
      throw new Refusal(409, `培训班现在是「${cohortWorkflow.labels.states[state]}」，只有开班以后、结业以前能记考勤。`)
  }
  await refuseUnlessRunning(site.read)
  if (marks.length === 0) throw invalidInput({}, '还没有选谁到课、谁缺课，什么也没有存。请先选，再存。')
  const touched = marks.filter(({ mark, seen }) => mark !== seen)
  for (const { enrolmentId } of touched) {
    const row = known.get(enrolmentId)
    if (!row || !canTakeAttendance(viewer, { personRegion: row.personRegion, cohortId: cohort.id }))
      throw forbidden('只能记自己负责的学员的考勤。')
  }
  const before = await loadMarksOf(site.read, sessionId, touched)
  refuseUnexplained(listChanges(touched, before), before, nameOf)
  let changed = 0
  for (let from = 0; from < touched.length; from += inOneWrite) {
    const some = touched.slice(from, from + inOneWrite)
    // Correcting is a kind of write of its own: the audit trail lists it among what overrides something.
    const corrects = listChanges(some, before).some(({ enrolmentId }) => before.has(enrolmentId))
    changed += await site.write(viewer.accountId, corrects ? 'correct attendance' : 'take attendance', async (tx) => {
      await refuseUnlessRunning(tx)
      const current = await loadMarksOf(tx, sessionId, some)
      const changes = listChanges(some, current)
      refuseUnexplained(changes, current, nameOf)
      await storeMarks(tx, { sessionId, changes, current })
      const changedIds = changes.map(({ enrolmentId }) => enrolmentId)
      tx.note(`session ${sessionId}`)
      for (const { enrolmentId } of changes) if (current.has(enrolmentId)) tx.note(`mark of ${enrolmentId} corrected`)
      await countAttendance(tx, cohort, changedIds)
      return changes.length
    })
  }
  return { changed }
}

interface MarksToStore {
  sessionId: string
  changes: readonly TakenMark[]
  current: ReadonlyMap<string, CurrentMark>
}

const storeMarks = (tx: Tx, { sessionId, changes, current }: MarksToStore) =>
  insertMarks(
    tx,
    changes.map(({ enrolmentId, mark, how, reason }) => {
      const stands = current.get(enrolmentId)
      const at = stands && stands.at >= tx.at ? new Date(stands.at.getTime() + 1) : tx.at // the later mark counts, also if two have the same millisecond
      return { id: newId(at.getTime()), sessionId, enrolmentId, mark, how, reason: reason?.trim() || null, markedBy: tx.actor, at }
    }),
  )

const insertMarks = createInserter(attendanceMarks)
