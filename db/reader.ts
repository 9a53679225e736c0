// A connection that only reads.
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Reader } from './database.ts'
import { type Connection, Sqlite } from './driver.ts'

/** Opens a database for reading alone. */
export function openReading(file: string): Connection {
  const reading = new Sqlite(file, { readonly: true })
  reading.pragma('busy_timeout = 5000')
  reading.pragma('cache_size = -65536')
  reading.pragma('mmap_size = 1073741824')
  return reading
}

/** The same as a handle, for a thread that works apart. `inOneState` sees all its queries answered from the same commit. */
export function openReader(file: string): { read: Reader; inOneState<T>(work: () => Promise<T>): Promise<T>; close(): void } {
  const reading = openReading(file)
  return {
    read: Object.assign(drizzle(reading), { connection: {} }),
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
