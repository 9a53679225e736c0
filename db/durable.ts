// Files that are there after a power cut: what is written is flushed, and so is the folder that names it.
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

/** Flushes a file's content, or a folder's names, to the disk. Windows knows no flushing of folders. */
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

/** Makes an empty file that only its owner may read, before anything is in it. Refuses one that is there. */
export const createPrivateFile = (path: string) => closeSync(openSync(path, 'wx', 0o600))

/** Gives a finished file its name: whoever looks, also after a power cut, finds all of it or nothing. */
export function renameDurably(from: string, to: string) {
  flushToDisk(from)
  flushToDisk(dirname(to))
  renameSync(from, to)
  flushToDisk(dirname(to))
}
