// What domains may read of life cycles, each of a thing of theirs with the same id. The kernel alone moves them.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/workflow.ts'

/** Where each stands. */
export const workflows = subqueries.select().from(own.workflows).as('workflows')

/** What brought it there. */
export const workflowEvents = subqueries
  .select({
    workflowId: own.workflowEvents.workflowId,
    version: own.workflowEvents.version,
    type: own.workflowEvents.type,
    event: own.workflowEvents.event,
    from: own.workflowEvents.from,
    to: own.workflowEvents.to,
    at: own.workflowEvents.at,
  })
  .from(own.workflowEvents)
  .as('workflow_events')
