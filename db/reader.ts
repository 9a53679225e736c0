// A read-only handle.
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Reader } from './database.ts'
import { openReadConnection } from './dialect/sqlite/read-connection.ts'
import { installation } from './schema/installation.ts'

/** Opens a database for a worker thread. `inOneState` answers all queries of a task from the same commit. */
export function openReader(file: string): {
  read: Reader
  keyCheck(): string | null
  inOneState<T>(work: () => Promise<T>): Promise<T>
  close(): void
} {
  const reading = openReadConnection(file)
  const read = Object.assign(drizzle(reading), { connection: {} })
  return {
    read,
    keyCheck: () => read.select({ check: installation.keyCheck }).from(installation).get()?.check ?? null,
    async inOneState(work) {
      reading.exec('BEGIN')
      try {
        return await work()
      } finally {
        reading.exec('COMMIT')
      }
    },
    close: () => void reading.close(),
  }
}
