// Watches the file of an open database: whether it is still the same file, and still looks like a database.
import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** The path now leads nowhere, to another file, to one without a database header, or to one shorter than its header says. */
export type FileFault = 'gone' | 'replaced' | 'overwritten' | 'cutShort'

export interface OpenedFile {
  /** Returns what is wrong with the file; null if nothing. Cheap enough for every health check. */
  fault(): FileFault | null
  close(): void
}

const [logHead, frameHead] = [32, 24]
const pagesInLog = (file: string, pageSize: number) =>
  Math.max(0, Math.floor(((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) - logHead) / (frameHead + pageSize)))

/**
 * Watches a database's file. Its handle stays open as long as the database does: the system releases all locks of a
 * process on a file as soon as that process closes *any* handle of it, and SQLite's would be released with ours. So
 * nothing in the server but SQLite itself may open and close that file.
 */
export function watchDatabaseFile(file: string): OpenedFile {
  let handle: number | null = openSync(file, 'r')
  const { ino } = statSync(file)
  return {
    fault() {
      const about = statSync(file, { throwIfNoEntry: false })
      if (!about || handle === null) return 'gone'
      if (about.ino !== ino) return 'replaced'
      const header = Buffer.alloc(32)
      if (readSync(handle, header, 0, header.length, 0) < header.length || header.toString('latin1', 0, 16) !== 'SQLite format 3\0')
        return 'overwritten'
      const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
      const missing = header.readUInt32BE(28) - Math.floor(about.size / pageSize)
      // If the file had no room for the log's pages, the log still has them: nothing is lost, and the next write
      // reports that the disk is full.
      return missing > pagesInLog(file, pageSize) ? 'cutShort' : null
    },
    /** Closing a second time does nothing: the descriptor may belong to another file by then. */
    close() {
      if (handle !== null) closeSync(handle)
      handle = null
    },
  }
}
