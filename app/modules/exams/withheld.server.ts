// The rule that decides when the right answers of a sheet, and their number, may leave the server; defined only here (README, 答案什么时候给看).
import { and, eq, sql } from 'drizzle-orm'
import { isFinished, sittingState } from '#app/modules/cohorts/enrolment.states.ts'
import type { Reader } from '#app/site.ts'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
import { prepared } from '#db/prepared.ts'
import { attempts, exams } from '#db/schema/exams.ts'
import { columnsOf } from '#db/views/columns.ts'
import { workflows } from '#db/views/workflow.ts'
import { cohorts, enrolments } from '#db/views/cohorts.ts'
import { findNewAttemptObjection } from './commands.server.ts'
import { isUngraded } from './attempt.states.ts'
import { attemptWorkflow } from './attempt.workflow.ts'
import { isClosedForAnswers, lateAnswerDeadline } from './answer-timing.ts'

/** Why right answers are not shown yet, and until when at most. */
export interface Withheld {
  /**
   * `sitting`: another sheet of the same questions is open. `chance`: another sheet can still be opened. `late`: answers that were given in
   * time may still arrive and would count; the candidate may say that none is to come.
   */
  because: 'sitting' | 'chance' | 'late'
  until: Date
}

/** What the rule needs to know of one candidate and one exam. */
interface Candidacy {
  exam: Pick<typeof exams.$inferSelect, 'closesAt' | 'attemptsAllowed'>
  enrolmentState: string
  sheets: readonly {
    state: string
    context: { openedAt: string; deadlineAt: string; submittedAt: string | null; closedAt: string | null }
  }[]
}

/** Returns the strongest reason over all exams whose questions come from one bank. */
function findWithholdingReason(candidacies: readonly Candidacy[], now: Date): Withheld | null {
  const sheets = candidacies.flatMap((candidacy) => candidacy.sheets)
  const sitting = sheets.find(({ state }) => isUngraded(state))
  if (sitting) return { because: 'sitting', until: new Date(sitting.context.deadlineAt) }
  const open = candidacies.filter((candidacy) => hasChance(candidacy, now)).map(({ exam }) => exam.closesAt)
  if (open.length > 0) return { because: 'chance', until: latest(open) }
  const waiting = sheets.filter(({ context }) => !isClosedForAnswers(context, now)).map(({ context }) => lateAnswerDeadline(context))
  return waiting.length > 0 ? { because: 'late', until: latest(waiting) } : null
}

const latest = (moments: readonly Date[]) => new Date(Math.max(...moments.map((moment) => moment.getTime())))

/** Whether another sheet can be opened, now or later. Those who left may come back; those who completed or failed the class may not. */
const hasChance = ({ exam, enrolmentState, sheets }: Candidacy, now: Date) =>
  !isFinished(enrolmentState) &&
  findNewAttemptObjection(
    { ...exam, opensAt: now },
    sittingState,
    sheets.map(({ state }) => state),
    now,
  ) === null

const candidaciesOf = prepared((read: Reader) =>
  read
    .select({ exam: exams, enrolmentId: enrolments.id, enrolmentState: workflows.state })
    .from(enrolments)
    .innerJoin(cohorts, and(eq(cohorts.id, enrolments.cohortId), eq(cohorts.courseVersionId, sql.placeholder('courseVersionId'))))
    .innerJoin(exams, eq(exams.cohortId, cohorts.id))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(eq(enrolments.personId, sql.placeholder('personId'))),
)
const sheetsOfEnrolment = prepared((read: Reader) =>
  read
    .select({ workflow: columnsOf(workflows) })
    .from(attempts)
    .innerJoin(workflows, eq(workflows.id, attempts.id))
    .where(eq(attempts.enrolmentId, sql.placeholder('enrolmentId'))),
)

/**
 * The same for a person and everything that is drawn from the bank of a course version. Also used for staff who are trainees themselves.
 */
export async function readWithheld(
  read: Reader,
  { personId, courseVersionId, now }: { personId: string; courseVersionId: string; now: Date },
): Promise<Withheld | null> {
  const own = await candidaciesOf(read).execute({ personId, courseVersionId })
  if (own.length === 0) return null
  const candidacies = await Promise.all(
    own.map(async ({ exam, enrolmentId, enrolmentState }) => {
      const rows = await sheetsOfEnrolment(read).execute({ enrolmentId })
      return {
        exam,
        enrolmentState,
        sheets: rows.map(({ workflow }) => ({ state: workflow.state, context: toSnapshot(attemptWorkflow, workflow).context })),
      }
    }),
  )
  return findWithholdingReason(candidacies, now)
}
