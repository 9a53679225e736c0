// The file of a database that is open: whether it is still the one, and still looks like one.
import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** The name now leads nowhere, to another file, to one without a database's header, or to one shorter than the header says. */
export type FileFault = 'gone' | 'replaced' | 'overwritten' | 'cutShort'

export interface OpenedFile {
  /** What is strange about it; null if nothing is. Cheap enough to be asked at every look at the health. */
  fault(): FileFault | null
  close(): void
}

const [logHead, frameHead] = [32, 24]
const pagesInLog = (file: string, pageSize: number) =>
  Math.max(0, Math.floor(((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) - logHead) / (frameHead + pageSize)))

/**
 * Keeps an eye on a database's file. Its handle stays open as long as the database does: the system takes a process's
 * locks from a file as soon as that process closes *any* handle of it, and SQLite's would be gone with ours. So nothing
 * else in the server may open and close the file but SQLite itself.
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
      // A log whose pages found no room in the file still has them: nothing is lost, and the next write tells that the disk is full.
      return missing > pagesInLog(file, pageSize) ? 'cutShort' : null
    },
    /** Closing twice closes once: the number may be another file's by then. */
    close() {
      if (handle !== null) closeSync(handle)
      handle = null
    },
  }
}
