// The line in a write's audit entry that describes a workflow event.
import { createHash } from 'node:crypto'

export interface EventOfLine {
  workflowId: string
  version: number
  type: string
  to: string
  /** As JSON. */
  event: string
}

/** Formats the line. The event's content is included as a hash only. */
export const formatEventLine = ({ workflowId, version, type, to, event }: EventOfLine) =>
  `${workflowId} v${version} ${type} → ${to} ${createHash('sha256').update(event).digest('base64url').slice(0, 22)}`

const shape = /^(\S+) v(\d+) \S+ → \S+ [\w-]{22}$/

/** Parses the event that a line describes; null if it does not describe one. */
export function parseEventLine(line: string): { workflowId: string; version: number } | null {
  const found = shape.exec(line)
  return found && { workflowId: found[1]!, version: Number(found[2]) }
}
