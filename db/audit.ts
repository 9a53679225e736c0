// The chain of audit entries: how a hash is made, and whether the chain still holds.
import { createHash } from 'node:crypto'
import { asc, eq, gt } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
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

/** SQLite's own account of the highest number it ever gave out in a table. */
const numbersGiven = sqliteTable('sqlite_sequence', { table: text('name').notNull(), last: integer('seq').notNull() })

export interface Chain {
  entries: number
  /** The first entry that no longer fits: its content was changed, or one before it is missing. Null when the chain holds. */
  broken: number | null
  /** How many entries there once were behind the last one. */
  cutOff: number
  /** The hash of the last entry: whoever notes it elsewhere can tell later that nothing up to it was changed. */
  head: string
  /** Whether the noted hash that was asked for is in the chain. */
  noted: boolean
}

/** Walks the whole chain, looking out for a head that was noted earlier. */
export async function verifyAuditChain(read: Reader, notedHead = firstLink): Promise<Chain> {
  let previous = firstLink
  let sequence = 0
  let entries = 0
  let noted = notedHead === firstLink
  for (;;) {
    const page = await read.select().from(auditEntries).where(gt(auditEntries.sequence, sequence)).orderBy(asc(auditEntries.sequence)).limit(5000)
    for (const entry of page) {
      if (entry.sequence !== sequence + 1 || entry.previous !== previous || entry.hash !== linkHash(previous, entry)) return { entries, broken: entry.sequence, cutOff: 0, head: previous, noted }
      previous = entry.hash
      sequence = entry.sequence
      entries += 1
      noted ||= entry.hash === notedHead
    }
    if (page.length === 0) break
  }
  const [given] = await read.select({ last: numbersGiven.last }).from(numbersGiven).where(eq(numbersGiven.table, 'audit_entries'))
  return { entries, broken: null, cutOff: Math.max(0, (given?.last ?? 0) - sequence), head: previous, noted }
}
