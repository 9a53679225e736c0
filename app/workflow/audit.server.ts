// Whether the record still tells what happened: the audit chain, every workflow event against it, and every workflow
// against its events.
import { createHash } from 'node:crypto'
import { and, asc, eq, gt, isNull, ne, or } from 'drizzle-orm'
import type { Reader } from '#app/site.ts'
import { verifyAuditChain } from '#db/audit.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { workflowEvents, workflows } from '#db/schema/workflow.ts'

export interface AuditTrail {
  entries: number
  events: number
  /** The hash that stands for the whole trail up to now; see `--head`. */
  head: string
  /** What is wrong first, in a sentence; null if nothing is. */
  broken: string | null
}

/**
 * Walks the chain of audit entries, then holds each workflow event against the line that its write noted, each such
 * line against its event, and where each workflow stands against its last event. `notedHead` is a hash that an earlier
 * verification gave and somebody kept elsewhere: it must still be in the chain, which a chain written anew cannot have.
 */
export async function verifyAudit(read: Reader, notedHead?: string): Promise<AuditTrail> {
  const { entries, head, ...chain } = await verifyAuditChain(read, notedHead)
  const found = (events: number, broken: string | null) => ({ entries, events, head, broken })
  if (chain.broken !== null) return found(0, `第 ${chain.broken} 条审计记录被改过，或它前面少了记录。`)
  if (chain.cutOff > 0) return found(0, `第 ${entries} 条审计记录后面少了 ${chain.cutOff} 条。`)
  if (!chain.noted) return found(0, '早先记下的链头不在审计链里：它之前的记录被重写过。')

  const noted = new Set<string>()
  for (const { lines } of await read.select({ lines: auditEntries.lines }).from(auditEntries)) for (const line of lines) if (isEventLine(line)) noted.add(line)
  let events = 0
  let sequence = 0
  for (;;) {
    const page = await read.select().from(workflowEvents).where(gt(workflowEvents.sequence, sequence)).orderBy(asc(workflowEvents.sequence)).limit(5000)
    if (page.length === 0) break
    for (const event of page) {
      if (!noted.delete(eventLine(event))) return found(events, `流程 ${event.workflowId} 的第 ${event.version} 个事件和审计记录不符。`)
      sequence = event.sequence
      events += 1
    }
  }
  const [missing] = noted
  if (missing) return found(events, `流程 ${missing.split(' ')[0]} 的第 ${missing.match(/ v(\d+) /)?.[1]} 个事件不见了。`)
  const astray = await firstAstray(read)
  return found(events, astray && `流程 ${astray} 现在的状态和它的最后一个事件不符。`)
}

/** The first workflow that does not stand where its last event left it. */
async function firstAstray(read: Reader): Promise<string | null> {
  const [astray] = await read
    .select({ id: workflows.id })
    .from(workflows)
    .leftJoin(workflowEvents, and(eq(workflowEvents.workflowId, workflows.id), eq(workflowEvents.version, workflows.version)))
    .where(or(isNull(workflowEvents.to), ne(workflowEvents.to, workflows.state)))
    .limit(1)
  return astray?.id ?? null
}

type Event = Pick<typeof workflowEvents.$inferSelect, 'workflowId' | 'version' | 'type' | 'to' | 'event'>

/** The line that a workflow event leaves in the audit entry of its write; the event's content goes in as a hash. */
export function eventLine({ workflowId, version, type, to, event }: Event) {
  return `${workflowId} v${version} ${type} → ${to} ${digest(JSON.stringify(event))}`
}

const isEventLine = (line: string) => /^\S+ v\d+ \S+ → \S+ [\w-]{22}$/.test(line)

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
