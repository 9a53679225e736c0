// The chain of audit entries: how a hash is made, and whether the chain still holds.
import { createHash } from 'node:crypto'
import { asc, gt } from 'drizzle-orm'
import type { Reader } from './database.ts'
import { auditEntries } from './schema/audit.ts'

export const firstLink = '0'.repeat(64)

interface Entry {
  at: Date
  actor: string
  why: string
  lines: string[]
}

/** The hash of an entry over its content and the entry before it. */
export function linkHash(previous: string, { at, actor, why, lines }: Entry) {
  return createHash('sha256').update(JSON.stringify([previous, at.getTime(), actor, why, lines])).digest('hex')
}

/**
 * Walks the whole chain. `broken` names the first entry that no longer fits: its content was changed, or one before it
 * is missing. Null when the chain holds.
 */
export async function verifyAuditChain(read: Reader): Promise<{ entries: number; broken: number | null }> {
  let previous = firstLink
  let sequence = 0
  let entries = 0
  for (;;) {
    const page = await read.select().from(auditEntries).where(gt(auditEntries.sequence, sequence)).orderBy(asc(auditEntries.sequence)).limit(5000)
    if (page.length === 0) return { entries, broken: null }
    for (const entry of page) {
      if (entry.sequence !== sequence + 1 || entry.previous !== previous || entry.hash !== linkHash(previous, entry)) return { entries, broken: entry.sequence }
      previous = entry.hash
      sequence = entry.sequence
      entries += 1
    }
  }
}
