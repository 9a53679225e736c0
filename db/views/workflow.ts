// What domains may read of workflows, each of which has the same id as its subject. Only the kernel changes them.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/workflow.ts'

/** The state of each workflow. */
export const workflows = subqueries.select().from(own.workflows).as('workflows')

/** The events that led to it. */
export const workflowEvents = subqueries
  .select({
    workflowId: own.workflowEvents.workflowId,
    version: own.workflowEvents.version,
    type: own.workflowEvents.type,
    event: own.workflowEvents.event,
    from: own.workflowEvents.from,
    to: own.workflowEvents.to,
    actor: own.workflowEvents.actor,
    at: own.workflowEvents.at,
  })
  .from(own.workflowEvents)
  .as('workflow_events')
