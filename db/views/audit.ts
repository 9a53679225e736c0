// What other parts may read of the audit trail: its newest entries, for whoever was slower and is told who was first.
import { desc } from 'drizzle-orm'
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/audit.ts'

/** The newest entries, the last one first: enough for two people on the same page. */
export const newestEntries = subqueries
  .select({
    sequence: own.auditEntries.sequence,
    at: own.auditEntries.at,
    actor: own.auditEntries.actor,
    why: own.auditEntries.why,
    lines: own.auditEntries.lines,
  })
  .from(own.auditEntries)
  .orderBy(desc(own.auditEntries.sequence))
  .limit(500)
  .as('newest_entries')
