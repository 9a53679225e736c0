// Makes and verifies backups. Both work hard for seconds, so the server runs them in a thread.
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { copyDatabase, type Copied } from '#db/backup/copy.ts'
import { type Contents, readContents, type DatabaseFileFault, findDatabaseFault } from '#db/backup/check.ts'
import { getStorageFaultCode } from '#db/write-condition.ts'
import { createPrivateFile, renameDurably } from '#db/durable.ts'
import { Refusal } from '#app/refusal.ts'
import { formatBackupName, parseBackupName, type BackupName } from './backup-names.ts'
import { decryptFile, encryptFile, isEncrypted } from './encryption.server.ts'

export interface CreatedBackup extends Copied {
  file: string
  isEncrypted: boolean
}

/** Lists the backups in a folder, newest first. */
export const listBackups = (folder: string): BackupName[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap((name) => parseBackupName(name) ?? [])
    .sort((one, other) => other.at.getTime() - one.at.getTime())

const isUnfinished = (name: string) => /^tidui-backup-.*\.(partial|proof)(-\w+)?$/.test(name)

/** Removes what an interrupted backup left in a folder. */
function clearUnfinished(folder: string) {
  for (const name of readdirSync(folder).filter(isUnfinished)) rmSync(join(folder, name), { force: true })
}

/**
 * Copies a database to the given file, encrypted if there is a passphrase. In that case an unencrypted copy exists for a while in the
 * folder of the database, which is unencrypted anyway; if that folder is not writable, in a folder of its own in the system's temporary
 * directory. Throws, and leaves nothing, if anything fails.
 */
export async function backUpTo(
  { file, backup }: { file: string; backup(target: string): Promise<Copied> },
  target: string,
  passphrase: string | null,
): Promise<CreatedBackup> {
  if (!passphrase) return { file: target, isEncrypted: false, ...(await backup(target)) }
  const passing: string[] = []
  const copyInto = async (folder: string) => {
    const plain = join(folder, `tidui-backup-${process.pid}-${basename(target)}.partial`)
    passing.push(plain)
    return { plain, copied: await backup(plain) }
  }
  try {
    const { plain, copied } = await copyInto(dirname(file)).catch((fault: unknown) => {
      if (getStorageFaultCode(fault) === null) throw fault
      const folder = mkdtempSync(join(tmpdir(), 'tidui-backup-'))
      passing.push(folder)
      return copyInto(folder)
    })
    await encryptFile(plain, target, passphrase)
    return { file: target, isEncrypted: true, ...copied, bytes: statSync(target).size }
  } finally {
    for (const left of passing) rmSync(left, { recursive: true, force: true })
  }
}

/** A database that is copied by its file name. */
export const openDatabaseCopy = (file: string) => ({ file, backup: (target: string) => copyDatabase(file, target) })

export interface BackupOrder {
  database: string
  folder: string
  passphrase: string | null
  /** In milliseconds. */
  at: number
}

/** Makes a backup with the standard name in a folder, and removes what an earlier interrupted one left there. */
export async function makeBackup({ database, folder, passphrase, at }: BackupOrder): Promise<CreatedBackup> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  clearUnfinished(folder)
  const partial = join(folder, `tidui-backup-${at}.partial`)
  const made = await backUpTo(openDatabaseCopy(database), partial, passphrase)
  const file = join(folder, formatBackupName({ at: new Date(at), ...made }))
  renameDurably(partial, file)
  return { ...made, file }
}

/** Copies a finished backup into another folder, which must exist: otherwise an unmounted disk's mount point would be filled. */
export async function copyBackup({ file, second }: { file: string; second: string }): Promise<string> {
  if (!statSync(second, { throwIfNoEntry: false })?.isDirectory())
    throw Object.assign(new Error(`${second} is missing`), { code: 'ENOENT', path: second })
  clearUnfinished(second)
  const partial = join(second, `tidui-backup-${process.pid}.partial`)
  createPrivateFile(partial)
  try {
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), createWriteStream(partial, { flags: 'r+' }))
    const target = join(second, basename(file))
    renameDurably(partial, target)
    return target
  } catch (fault) {
    rmSync(partial, { force: true })
    throw fault
  }
}

export interface BackupCheck {
  /** Why it cannot be restored; null if it can. */
  fault: DatabaseFileFault | 'passphraseMissing' | 'passphraseWrong' | 'otherHead' | null
  contents: Contents | null
}

/** Opens a backup as restoring would, and returns what is in it. An encrypted one is decrypted in `workFolder`, and removed from there. */
export async function verifyBackup({
  file,
  passphrase,
  workFolder,
}: {
  file: string
  passphrase: string | null
  workFolder: string
}): Promise<BackupCheck> {
  const plain = join(workFolder, `tidui-backup-${process.pid}-${Date.now()}.proof`)
  try {
    const isSealed = existsSync(file) && isEncrypted(file)
    if (isSealed && !passphrase) return { fault: 'passphraseMissing', contents: null }
    if (isSealed) await decryptFile(file, plain, passphrase!)
    const opened = isSealed ? plain : file
    const fault = findDatabaseFault(opened)
    if (fault) return { fault, contents: null }
    const contents = readContents(opened)
    const named = parseBackupName(basename(file))
    return { fault: named && (named.head !== contents.head || named.entries !== contents.entries) ? 'otherHead' : null, contents }
  } catch (fault) {
    if (fault instanceof Refusal) return { fault: /口令/.test(fault.message) ? 'passphraseWrong' : 'damaged', contents: null }
    throw fault
  } finally {
    for (const left of ['', '-wal', '-shm', '-journal']) rmSync(plain + left, { force: true })
  }
}
