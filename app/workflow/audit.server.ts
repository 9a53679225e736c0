// Whether the record still tells what happened: the audit chain, and every workflow event against it.
import { createHash } from 'node:crypto'
import { asc, gt } from 'drizzle-orm'
import type { Reader } from '#app/site.ts'
import { verifyAuditChain } from '#db/audit.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { workflowEvents } from '#db/schema/workflow.ts'

export interface AuditTrail {
  entries: number
  events: number
  /** What is wrong first, in a sentence; null if nothing is. */
  broken: string | null
}

/** Walks the chain of audit entries, then holds each workflow event against the line that its write noted. */
export async function verifyAudit(read: Reader): Promise<AuditTrail> {
  const chain = await verifyAuditChain(read)
  if (chain.broken !== null) return { entries: chain.entries, events: 0, broken: `第 ${chain.broken} 条审计记录被改过，或它前面少了记录。` }
  const noted = new Set<string>()
  for (const { lines } of await read.select({ lines: auditEntries.lines }).from(auditEntries)) for (const line of lines) noted.add(line)
  let events = 0
  let sequence = 0
  for (;;) {
    const page = await read.select().from(workflowEvents).where(gt(workflowEvents.sequence, sequence)).orderBy(asc(workflowEvents.sequence)).limit(5000)
    if (page.length === 0) return { entries: chain.entries, events, broken: null }
    for (const event of page) {
      if (!noted.has(eventLine(event))) return { entries: chain.entries, events, broken: `流程 ${event.workflowId} 的第 ${event.version} 个事件和审计记录不符。` }
      sequence = event.sequence
      events += 1
    }
  }
}

type Event = Pick<typeof workflowEvents.$inferSelect, 'workflowId' | 'version' | 'type' | 'to' | 'event'>

/** The line that a workflow event leaves in the audit entry of its write; the event's content goes in as a hash. */
export function eventLine({ workflowId, version, type, to, event }: Event) {
  return `${workflowId} v${version} ${type} → ${to} ${digest(JSON.stringify(event))}`
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
