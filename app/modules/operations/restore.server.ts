// Restores a backup. Every possible fault is found before the backup replaces the database.
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createKeyCheck, type Keys, ledgerSecret, loadKeys } from '#app/keys.server.ts'
import { Refusal } from '#app/refusal.ts'
import { verifyAudit } from '#app/workflow/audit.server.ts'
import { appendHead, formatRestoredLine } from '#app/workflow/heads.server.ts'
import { type DatabaseFileFault, findDatabaseFault, readKeyCheck } from '#db/backup/check.ts'
import { isOpenElsewhere, replaceDatabase } from '#db/backup/put-back.ts'
import { type KeyCheck, openDatabase } from '#db/database.ts'
import { createPrivateFile, flushToDisk } from '#db/durable.ts'
import { readDatabaseHead, formatHead } from '#db/ledger/verify.ts'
import { FolderInUse, lockFolder } from '#db/lock.ts'
import { parseBackupName } from './backup-names.ts'
import { decryptFile, isEncrypted } from './encryption.server.ts'

const backupFaults: Record<DatabaseFileFault, string> = {
  missing: '没有这个备份文件。',
  notADatabase: '这个文件不是数据库备份。',
  damaged: '这个备份文件已经损坏。',
  notOurs: '这个文件是别的数据库，不是梯队的备份。',
  newer: '这个备份是更新版本的程序做的。请先升级程序，再恢复。',
}

interface Order {
  backup: string
  dataFolder: string
  passphrase: string | null
  /** The reason to restore a backup although its audit trail is broken. */
  evenSo: string | null
  now: () => Date
}

export interface Restored {
  database: string
  /** Where the previous database is kept; null if there was none. */
  kept: string | null
  keyFits: boolean
  head: string
  /** What is wrong with the audit trail of a database that was restored nevertheless; null if nothing is. */
  broken: string | null
}

/**
 * Replaces the database, whatever its state, with a backup, and keeps the previous one. Throws 409 while a server or a command uses the
 * folder, and 422 if the file is no valid backup, cannot be decrypted, or its audit trail was altered; a reason overrides the last and is
 * recorded.
 */
export async function restoreBackup({ backup, dataFolder, passphrase, evenSo, now }: Order): Promise<Restored> {
  if (evenSo !== null && evenSo.trim().length < 4) throw new Refusal(422, '请用 --even-so 写明为什么还是要恢复，至少 4 个字。')
  if (!statSync(backup, { throwIfNoEntry: false })?.isFile()) throw new Refusal(422, backupFaults.missing)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const database = join(dataFolder, 'tidui.db')
  const arriving = `${database}.arriving`
  const held = lockDataFolder(dataFolder)
  try {
    if (isOpenElsewhere(database)) throw new Refusal(409, '数据库正被另一个程序打开。请先停掉服务，再恢复。')
    removeWhole(arriving)
    await copyBackupTo(backup, arriving, passphrase)
    const fault = findDatabaseFault(arriving)
    if (fault) throw new Refusal(422, backupFaults[fault])
    const keys = findMatchingKeys(dataFolder, arriving)
    // Without its key nobody can check whether its records were altered, or record that it was restored.
    const ready = keys
      ? await prepareRestored(arriving, keys, { backup, evenSo: evenSo?.trim() ?? null, now })
      : { head: formatHead(readDatabaseHead(arriving)), broken: null, noted: null }
    const kept = replaceDatabase(arriving, database, now())
    if (ready.noted) await appendHead(dataFolder, ready.noted)
    return { database, kept, keyFits: keys !== null, head: ready.head, broken: ready.broken }
  } finally {
    removeWhole(arriving)
    held.release()
  }
}

function lockDataFolder(dataFolder: string) {
  try {
    return lockFolder(dataFolder, 'replace')
  } catch (fault) {
    if (!(fault instanceof FolderInUse)) throw fault
    throw new Refusal(
      409,
      fault.by === 'server'
        ? '服务正在使用这个数据文件夹。请先停掉服务，再恢复。'
        : '另一个命令正在使用这个数据文件夹。请等它做完，再恢复。',
    )
  }
}

const removeWhole = (file: string) =>
  ['', '-wal', '-shm', '-journal'].forEach((part) => rmSync(file + part, { recursive: true, force: true }))

/** Copies the backup, decrypted, beside the database. */
async function copyBackupTo(backup: string, arriving: string, passphrase: string | null) {
  if (isEncrypted(backup)) {
    if (!passphrase) throw new Refusal(422, '这个备份是加密的：请用 TIDUI_BACKUP_PASSPHRASE_FILE 指出写着备份口令的文件，再恢复。')
    return decryptFile(backup, arriving, passphrase)
  }
  // The previous database has its latest writes in a log file beside it.
  for (const part of ['', '-wal']) {
    if (!existsSync(backup + part)) continue
    createPrivateFile(arriving + part)
    copyFileSync(backup + part, arriving + part)
  }
}

/** Migrates its schema, verifies it against its own audit trail, and records there what was done. */
async function prepareRestored(arriving: string, keys: Keys, { backup, evenSo, now }: Pick<Order, 'backup' | 'evenSo' | 'now'>) {
  const ledgerKey = (kept: KeyCheck) => {
    if (kept.keyCheck() === null) kept.keepKeyCheck(createKeyCheck(keys))
    return ledgerSecret(keys, kept)
  }
  const opened = openDatabase(arriving, { now, mustExist: true, ledgerKey })
  try {
    const named = parseBackupName(basename(backup))
    const { broken, head } = verifyAudit(opened, named ? { notedHead: named.head } : {})
    if (broken && !evenSo)
      throw new Refusal(422, `这个备份的记录被改过：${broken}没有恢复。换一份更早的备份；如果查明了原因还是要用它，加上 --even-so 和理由。`)
    await opened.write('operator', broken ? 'restore a backup whose audit trail does not hold' : 'restore a backup', async (tx) => {
      tx.note(`backup ${basename(backup)} with head ${head}`)
      if (broken && evenSo) tx.note(`even so: ${evenSo}`)
    })
    return { head, broken, noted: formatRestoredLine({ ...opened, now }) }
  } finally {
    await opened.close()
    flushToDisk(arriving)
  }
}

/** Returns the keys in the data folder if they are those of the backup; otherwise null. */
function findMatchingKeys(dataFolder: string, backup: string): Keys | null {
  try {
    return loadKeys({ keyFile: join(dataFolder, 'secret.key'), keyCheck: readKeyCheck(backup) })
  } catch (fault) {
    if (fault instanceof Refusal) return null
    throw fault
  }
}
