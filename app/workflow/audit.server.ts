// Whether the record still tells what happened: the audit chain, every workflow event against it, and every workflow
// against its events.
import { createHash } from 'node:crypto'
import { and, asc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
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
 * Walks the chain of audit entries, then holds each workflow event against the line that its write noted, who wrote when
 * and why, and the event before it; each such line against its event; and where each workflow stands against its last event. `notedHead` is a hash that an earlier
 * verification gave and somebody kept elsewhere: it must still be in the chain, which a chain written anew cannot have.
 */
export async function verifyAudit(read: Reader, notedHead?: string): Promise<AuditTrail> {
  const { entries, head, ...chain } = await verifyAuditChain(read, notedHead)
  const found = (events: number, broken: string | null) => ({ entries, events, head, broken })
  if (chain.broken !== null) return found(0, `第 ${chain.broken} 条审计记录被改过，或它前面少了记录。`)
  if (chain.cutOff > 0) return found(0, `第 ${entries} 条审计记录后面少了 ${chain.cutOff} 条。`)
  if (!chain.noted) return found(0, '早先记下的链头不在审计链里：它之前的记录被重写过。')

  const noted = new Map<string, Write>()
  for (const { lines, ...write } of await read.select({ lines: auditEntries.lines, ...whoWhenWhy }).from(auditEntries)) for (const line of lines) if (isEventLine(line)) noted.set(line, write)
  let events = 0
  let sequence = 0
  for (;;) {
    const page = await read
      .select({ event: workflowEvents, leftAt: before.to })
      .from(workflowEvents)
      .leftJoin(before, and(eq(before.workflowId, workflowEvents.workflowId), eq(before.version, sql`${workflowEvents.version} - 1`)))
      .where(gt(workflowEvents.sequence, sequence))
      .orderBy(asc(workflowEvents.sequence))
      .limit(5000)
    if (page.length === 0) break
    for (const { event, leftAt } of page) {
      const line = eventLine(event)
      const write = noted.get(line)
      if (!write || !isOf(event, write)) return found(events, `流程 ${event.workflowId} 的第 ${event.version} 个事件和审计记录不符。`)
      if (event.from !== (leftAt ?? '')) return found(events, `流程 ${event.workflowId} 的第 ${event.version} 个事件和它前面的事件接不上。`)
      noted.delete(line)
      sequence = event.sequence
      events += 1
    }
  }
  const [missing] = noted.keys()
  if (missing) return found(events, `流程 ${missing.split(' ')[0]} 的第 ${missing.match(/ v(\d+) /)?.[1]} 个事件不见了。`)
  const astray = await firstAstray(read)
  return found(events, astray && `流程 ${astray} 现在的状态和它的最后一个事件不符。`)
}

const whoWhenWhy = { actor: auditEntries.actor, at: auditEntries.at, why: auditEntries.why }
type Write = Pick<typeof auditEntries.$inferSelect, keyof typeof whoWhenWhy>

/** An event has who, when and why of the write that noted it. */
const isOf = (event: Write, write: Write) => event.actor === write.actor && event.why === write.why && event.at.getTime() === write.at.getTime()

const before = alias(workflowEvents, 'before')

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
