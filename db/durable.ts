// Durable files: both the content and the folder that names it are flushed, so that they survive a power cut.
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

/** Flushes a file's content, or a folder's entries, to the disk. Windows cannot flush folders. */
export function flushToDisk(path: string) {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } catch (fault) {
    if (!['EISDIR', 'EPERM', 'EINVAL'].includes((fault as NodeJS.ErrnoException).code ?? '')) throw fault
  } finally {
    closeSync(handle)
  }
}

/** Creates an empty file that only its owner may read, before anything is written to it. Throws if it exists. */
export const createPrivateFile = (path: string) => closeSync(openSync(path, 'wx', 0o600))

/** Renames a finished file: whoever opens it, even after a power cut, finds all of it or nothing. */
export function renameDurably(from: string, to: string) {
  flushToDisk(from)
  flushToDisk(dirname(to))
  renameSync(from, to)
  flushToDisk(dirname(to))
}
