// Passes from before right answers were withheld: a failed sheet that passed by answers which arrived when its result, with all right
// answers, could already be read. Nobody can prove either way, so a person looks (README, 看过答案以后的通过).
import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { Errand } from '#app/shell/errand.ts'
import { firstPage, type Position, type RowRange, type PageLinks, readPage } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
import { inValues } from '#db/in-values.ts'
import { isFalse } from '#db/dialect/dialect.ts'
import { attempts, exams } from '#db/schema/exams.ts'
import { columnsOf } from '#db/views/columns.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import { certificates } from '#db/views/certificates.ts'
import { cohorts, enrolments } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { attemptWorkflow } from './attempt.workflow.ts'
import { requireReviewer } from './policy.ts'
import { passedState } from './attempt.states.ts'

/** Why a pass should be looked at. */
export type Doubt =
  /** The candidate had handed in and answers came afterwards: they may have been read off the result. */
  | 'afterHandingIn'
  /** Time had run out, and answers came afterwards: most likely a phone without network. */
  | 'afterTime'

export interface DoubtfulPass {
  attemptId: string
  doubt: Doubt
  personId: string
  person: string
  cohortId: string
  cohort: string
  exam: string
  /** When the sheet was first graded, and when the answers came that made it pass. */
  gradedAt: Date
  passedAt: Date
  /** How many were right before and after, and how many answers came late. */
  before: number
  after: number
  answers: number
  certificate: { id: string; number: string } | null
}

const pageSize = 100

/** Lists such passes, a page at a time, oldest first. Throws 403 for all but administrators. */
export async function listDoubtfulPasses(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { position = firstPage }: { position?: Position } = {},
): Promise<{ passes: DoubtfulPass[]; turns: PageLinks }> {
  requireReviewer(viewer)
  const { rows, ...turns } = await readPage({
    position,
    size: pageSize,
    count: null,
    read: (stretch) => readPasses(site, stretch),
    keyOf: ({ attemptId }) => attemptId,
  })
  return { passes: await describe(site, rows), turns }
}

/** The line about such passes for the home of desks, which counts a page of them at most; none for others than administrators. */
export async function listDoubtErrands(site: Pick<Site, 'read'>, viewer: Viewer): Promise<Errand[]> {
  if (!hasDuty(viewer, 'certificates.revoke')) return []
  const count = (await readPasses(site, { backwards: false, limit: pageSize, skip: 0 })).length
  if (count === 0) return []
  const sentence = '考试通过要复查：可能先看到了答案'
  return [{ key: 'doubtfulPasses', count, unit: '次', sentence, day: null, href: paths.doubtfulPasses(), action: '去复查' }]
}

type Pass = Awaited<ReturnType<typeof readPasses>>[number]

const readPasses = (site: Pick<Site, 'read'>, { after, before, backwards, limit, skip }: RowRange) =>
  site.read
    .select({
      attemptId: attempts.id,
      enrolmentId: attempts.enrolmentId,
      personId: persons.id,
      person: persons.name,
      cohortId: cohorts.id,
      cohort: cohorts.name,
      exam: exams.title,
      workflow: columnsOf(workflows),
      event: workflowEvents.event,
      passedAt: workflowEvents.at,
    })
    .from(attempts)
    .innerJoin(workflows, and(eq(workflows.id, attempts.id), eq(workflows.state, passedState)))
    .innerJoin(
      workflowEvents,
      and(
        eq(workflowEvents.workflowId, attempts.id),
        eq(workflowEvents.type, 'REGRADE'),
        eq(workflowEvents.from, 'graded.failed'),
        eq(workflowEvents.to, passedState),
      ),
    )
    .innerJoin(exams, eq(exams.id, attempts.examId))
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .where(and(isFalse(attempts.keysHeldBack), gt(attempts.id, after ?? ''), before ? lt(attempts.id, before) : undefined))
    .orderBy(backwards ? desc(attempts.id) : asc(attempts.id))
    .limit(limit)
    .offset(skip)

/** Adds to each the answers before and after, and the certificate that depends on it. */
async function describe(site: Pick<Site, 'read'>, rows: readonly Pass[]): Promise<DoubtfulPass[]> {
  const ids = rows.map(({ attemptId }) => attemptId)
  const graded =
    ids.length > 0
      ? await site.read
          .select({ id: workflowEvents.workflowId, event: workflowEvents.event, at: workflowEvents.at })
          .from(workflowEvents)
          .where(and(inArray(workflowEvents.workflowId, ids), inArray(workflowEvents.type, ['GRADE', 'REGRADE'])))
          .orderBy(asc(workflowEvents.version))
      : []
  const issued =
    ids.length > 0
      ? await site.read
          .select({ enrolmentId: certificates.enrolmentId, id: certificates.id, number: certificates.number })
          .from(certificates)
          .where(
            inValues(
              certificates.enrolmentId,
              rows.map(({ enrolmentId }) => enrolmentId),
            ),
          )
          .orderBy(asc(certificates.issuedAt))
      : []
  return rows.map(({ workflow, event, enrolmentId, ...row }): DoubtfulPass => {
    const steps = graded.filter(({ id }) => id === row.attemptId)
    const before = steps.findLast(({ at, event: step }) => at <= row.passedAt && step.correct !== event.correct)
    const certificate = issued.findLast((one) => one.enrolmentId === enrolmentId)
    return {
      ...row,
      doubt: toSnapshot(attemptWorkflow, workflow).context.submittedAt === null ? 'afterTime' : 'afterHandingIn',
      gradedAt: steps[0]?.at ?? row.passedAt,
      before: Number(before?.event.correct ?? 0),
      after: Number(event.correct),
      answers: Array.isArray(event.because) ? event.because.length : 0,
      certificate: certificate ? { id: certificate.id, number: certificate.number } : null,
    }
  })
}
