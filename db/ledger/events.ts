// Compares workflow events with the lines of audit entries. Both are in the order in which they happened, so one pass
// is enough.
import type { Connection } from '../dialect/sqlite/driver.ts'
import { formatEventLine, parseEventLine, type EventOfLine } from './event-line.ts'
import type { LedgerFault } from './fault.ts'

interface Happened extends EventOfLine {
  sequence: number
  from: string
  actor: string
  why: string
  at: number
  /** The state in which the previous event left the workflow. */
  leftAt: string | null
}

const columns =
  'e.sequence, e.workflow_id AS workflowId, e.version, e.type, e.event, e."from", e."to", e.actor, e.why, e.at, b."to" AS leftAt'
const happened = `SELECT ${columns} FROM workflow_events e LEFT JOIN workflow_events b ON b.workflow_id = e.workflow_id AND b.version = e.version - 1`

export interface EventWalk {
  /** Compares the lines of an entry with the next events. */
  hold(write: { at: number; actor: string; why: string }, lines: string): LedgerFault | null
  /** Whether any event is left without a line. */
  end(): LedgerFault | null
  count(): number
}

/**
 * Walks the events. With `fromFirstLine` it begins at the event of the first line, for when earlier entries are
 * skipped.
 */
export function walkEvents(database: Connection, fromFirstLine: boolean): EventWalk {
  const one = database.prepare(`${happened} WHERE e.workflow_id = ? AND e.version = ?`)
  const sequenceOf = database.prepare('SELECT sequence FROM workflow_events WHERE workflow_id = ? AND version = ?').pluck()
  // In chunks, so that the connection is free for other queries between them.
  const piece = database.prepare(`${happened} WHERE e.sequence > ? ORDER BY e.sequence LIMIT 2000`)
  let after = 0
  let ready: Happened[] = []
  let at = 0
  let counted = 0
  let hasBegun = !fromFirstLine

  function next(): Happened | null {
    if (at === ready.length) {
      ready = piece.all(after) as Happened[]
      at = 0
      if (ready.length === 0) return null
      after = ready.at(-1)!.sequence
    }
    return ready[at++]!
  }

  const faultOf = (
    what: 'differs' | 'missing' | 'unconnected',
    { workflowId, version }: { workflowId: string; version: number },
  ): LedgerFault => ({ kind: 'event', what, workflowId, version })

  return {
    hold(write, lines) {
      for (const line of JSON.parse(lines) as string[]) {
        const named = parseEventLine(line)
        if (!named) continue
        if (!hasBegun) {
          after = ((sequenceOf.get(named.workflowId, named.version) as number | undefined) ?? 1) - 1
          hasBegun = true
        }
        const event = next()
        const fits = (it: Happened) =>
          formatEventLine(it) === line && it.actor === write.actor && it.why === write.why && it.at === write.at
        if (!event || !fits(event)) {
          const itself = one.get(named.workflowId, named.version) as Happened | undefined
          if (!itself) return faultOf('missing', named)
          return faultOf('differs', event && fits(itself) ? event : itself)
        }
        if (event.from !== (event.leftAt ?? '')) return faultOf('unconnected', event)
        counted += 1
      }
      return null
    },
    end() {
      const left = hasBegun ? next() : null
      return left && faultOf('differs', left)
    },
    count: () => counted,
  }
}
