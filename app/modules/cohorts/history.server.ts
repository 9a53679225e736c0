// What happened to a class: who did it, when and why.
import { desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { accounts } from '#db/views/accounts.ts'
import { workflowEvents } from '#db/views/workflow.ts'
import { cohortWorkflow } from './cohorts.workflow.ts'
import { canSeeCohort } from './policy.ts'
import { findCohortRow } from './queries.server.ts'

export interface CohortEvent {
  version: number
  at: Date
  /** What was done, as the page names it. */
  what: string
  /** The state it led to. */
  to: string
  by: string
  reason: string | null
}

const most = 200

/** Lists the steps of a class, latest first. Throws 404. */
export async function listCohortHistory(site: Pick<Site, 'read'>, viewer: Viewer, cohortId: string): Promise<CohortEvent[]> {
  const cohort = await findCohortRow(site.read, cohortId)
  if (!cohort || !canSeeCohort(viewer, cohort)) throw notFound('这个培训班')
  const rows = await site.read
    .select({
      version: workflowEvents.version,
      type: workflowEvents.type,
      event: workflowEvents.event,
      to: workflowEvents.to,
      at: workflowEvents.at,
      by: accounts.name,
    })
    .from(workflowEvents)
    .leftJoin(accounts, eq(accounts.id, workflowEvents.actor))
    .where(eq(workflowEvents.workflowId, cohortId))
    .orderBy(desc(workflowEvents.version))
    .limit(most)
  const { events, system, states } = cohortWorkflow.labels
  return rows.map(({ version, type, event, to, at, by }) => ({
    version,
    at,
    what: version === 0 ? '办新班' : (events[type] ?? system?.[type] ?? type),
    to: states[to] ?? to,
    by: by ?? '系统',
    reason: typeof event.reason === 'string' && event.reason ? event.reason : null,
  }))
}
