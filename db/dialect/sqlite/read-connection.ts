// A read-only connection.
import { type Connection, Sqlite } from './driver.ts'

/** Opens a database read-only. */
export function openReadConnection(file: string): Connection {
  const reading = new Sqlite(file, { readonly: true })
  reading.pragma('busy_timeout = 5000')
  return tuneForReading(reading)
}

/** Gives a connection the memory that long reads need. */
export function tuneForReading(connection: Connection): Connection {
  connection.pragma('cache_size = -65536')
  connection.pragma('mmap_size = 1073741824')
  return connection
}
