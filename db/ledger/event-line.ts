// The line that a workflow event leaves in the audit entry of its write.
import { createHash } from 'node:crypto'

export interface EventOfLine {
  workflowId: string
  version: number
  type: string
  to: string
  /** As JSON. */
  event: string
}

/** The event's content goes in as a hash. */
export const formatEventLine = ({ workflowId, version, type, to, event }: EventOfLine) =>
  `${workflowId} v${version} ${type} → ${to} ${createHash('sha256').update(event).digest('base64url').slice(0, 22)}`

const shape = /^(\S+) v(\d+) \S+ → \S+ [\w-]{22}$/

/** Which event a line speaks of; null if it is none of an event. */
export function parseEventLine(line: string): { workflowId: string; version: number } | null {
  const found = shape.exec(line)
  return found && { workflowId: found[1]!, version: Number(found[2]) }
}
