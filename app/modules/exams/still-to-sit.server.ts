// Who of a class may still sit its exam: what decides whether the class may be closed.
import { and, asc, eq } from 'drizzle-orm'
import { sittingState } from '#app/modules/cohorts/enrolment.states.ts'
import type { Reader } from '#app/site.ts'
import { sortByName } from '#app/text/by-pinyin.server.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { attempts, exams } from '#db/schema/exams.ts'
import { enrolments } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { isUngraded } from './attempt.states.ts'
import { attemptWorkflow } from './attempt.workflow.ts'
import type { Blueprint, BlueprintPart } from './draw.ts'
import { loadParts } from './plan/parts.server.ts'
import { findNewAttemptObjection } from './commands.server.ts'

/** Somebody for whom a class must wait before it is closed. */
export interface StillToSit {
  enrolmentId: string
  personId: string
  name: string
  /** Whether they are sitting now, or wait for the grade. */
  hasBegun: boolean
  /** Until when it can take: the deadline of their sheet, or the end of the exam. */
  until: Date
}

/**
 * Lists who of a class may still pass its exam, because they are sitting it, or can begin now or later. A class is not closed while there
 * is anybody.
 */
export async function listStillToSit(read: Pick<Reader, 'select'>, cohortId: string, now: Date): Promise<StillToSit[]> {
  const [exam] = await read.select().from(exams).where(eq(exams.cohortId, cohortId))
  if (!exam) return []
  const studying = await read
    .select({ enrolmentId: enrolments.id, personId: persons.id, name: persons.name, state: workflows.state })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, and(eq(workflows.id, enrolments.id), eq(workflows.state, sittingState)))
    .where(eq(enrolments.cohortId, cohortId))
    .orderBy(asc(persons.id))
  const sat = await listSheets(read, exam.id)
  return sortByName(studying).flatMap(({ state, ...person }): StillToSit[] => {
    const sheets = sat.get(person.enrolmentId) ?? []
    const open = sheets.find((sheet) => isUngraded(sheet.state))
    if (open) return [{ ...person, hasBegun: true, until: new Date(parseContext(attemptWorkflow, open.context).deadlineAt) }]
    const states = sheets.map((sheet) => sheet.state)
    // An exam that opens later counts too.
    return findNewAttemptObjection({ ...exam, opensAt: now }, state, states, now)
      ? []
      : [{ ...person, hasBegun: false, until: exam.closesAt }]
  })
}

/** The sheets of an exam by enrolment. */
async function listSheets(read: Pick<Reader, 'select'>, examId: string) {
  const rows = await read
    .select({ enrolmentId: attempts.enrolmentId, state: workflows.state, context: workflows.context })
    .from(attempts)
    .innerJoin(workflows, eq(workflows.id, attempts.id))
    .where(eq(attempts.examId, examId))
  return groupBy(rows, ({ enrolmentId }) => enrolmentId)
}

/** Who of a class has begun a sheet of its exam; null if none is planned. */
export async function readExamOfCohort(read: Pick<Reader, 'select'>, cohortId: string): Promise<{ enrolmentsBegun: Set<string> } | null> {
  const [exam] = await read.select({ id: exams.id }).from(exams).where(eq(exams.cohortId, cohortId))
  return exam ? { enrolmentsBegun: new Set((await listSheets(read, exam.id)).keys()) } : null
}

/** The plan of a class's exam: what it draws, and how many have begun it; null if none is planned. The caller has checked access. */
export async function readExamPlan(
  read: Pick<Reader, 'select' | 'connection'>,
  cohortId: string,
): Promise<{ plan: Blueprint & { parts: BlueprintPart[] }; opensAt: Date; closesAt: Date; begun: number } | null> {
  const [exam] = await read.select().from(exams).where(eq(exams.cohortId, cohortId))
  if (!exam) return null
  const { single, multiple, trueFalse, opensAt, closesAt } = exam
  const parts = await loadParts(read, exam.id)
  return { plan: { single, multiple, trueFalse, parts }, opensAt, closesAt, begun: (await listSheets(read, exam.id)).size }
}

/** Finds when the exam of a class can be sat; null if none is planned. The caller has checked access. */
export async function findExamDays(read: Pick<Reader, 'select'>, cohortId: string): Promise<{ opensAt: Date; closesAt: Date } | null> {
  const [exam] = await read.select({ opensAt: exams.opensAt, closesAt: exams.closesAt }).from(exams).where(eq(exams.cohortId, cohortId))
  return exam ?? null
}

/** Counts the sheets of trainees that are open or not graded yet; those who have none are left out. */
export async function countUngradedSheets(read: Pick<Reader, 'select'>, enrolmentIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await read
    .select({ enrolmentId: attempts.enrolmentId, state: workflows.state })
    .from(attempts)
    .innerJoin(workflows, eq(workflows.id, attempts.id))
    .where(inValues(attempts.enrolmentId, [...enrolmentIds]))
  const waiting = groupBy(
    rows.filter(({ state }) => isUngraded(state)),
    ({ enrolmentId }) => enrolmentId,
  )
  return new Map([...waiting].map(([id, sheets]) => [id, sheets.length]))
}

/** Returns when the exams of these classes are; classes without one are left out. */
export async function listExamTimes(
  read: Pick<Reader, 'select'>,
  cohortIds: readonly string[],
): Promise<Map<string, { opensAt: Date; closesAt: Date }>> {
  const rows = await read
    .select({ cohortId: exams.cohortId, opensAt: exams.opensAt, closesAt: exams.closesAt })
    .from(exams)
    .where(inValues(exams.cohortId, cohortIds))
  return new Map(rows.map(({ cohortId, ...times }) => [cohortId, times]))
}
