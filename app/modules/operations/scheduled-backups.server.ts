// The daily backup that the server makes by itself: made, copied to the second folder, verified by opening it, and old ones deleted. Errors
// are stored for the administrator's desk, and the backup is tried again within the hour.
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { log } from '#app/log.server.ts'
import { formatStorageFault } from '#app/storage-fault-messages.ts'
import type { Site } from '#app/site.ts'
import { createPrivateFile } from '#db/durable.ts'
import { type BackupsKept, latestDue, selectExpired } from './backup-names.ts'
import { listBackups, type CreatedBackup } from './backup-files.server.ts'
import { formatBackupFault } from './backup-fault-messages.ts'
import { backupPassphrase, type BackupSettings, backupSettings } from './settings.server.ts'

/** The state of the backups, stored in the data folder across restarts. Moments in milliseconds. */
export interface BackupState {
  /** When the latest verified one was made. */
  provedAt: number | null
  file: string | null
  bytes: number
  entries: number
  head: string | null
  /** Whether the second folder has it too; null if there is none. */
  isCopied: boolean | null
  /** The last attempt, and its error; null if there was none. */
  triedAt: number | null
  fault: string | null
}

const nothing: BackupState = { provedAt: null, file: null, bytes: 0, entries: 0, head: null, isCopied: null, triedAt: null, fault: null }
const stateFile = (dataFolder: string) => join(dataFolder, 'backups.json')

/** Reads the state of the backups. An unreadable state counts as none: the next backup writes it again. */
export function readBackupState(dataFolder: string): BackupState {
  try {
    return { ...nothing, ...(JSON.parse(readFileSync(stateFile(dataFolder), 'utf8')) as Partial<BackupState>) }
  } catch {
    return nothing
  }
}

/** On a full disk the state stays as it was; the log has the error. */
function writeState(dataFolder: string, state: BackupState) {
  const arriving = `${stateFile(dataFolder)}.arriving`
  try {
    rmSync(arriving, { force: true })
    createPrivateFile(arriving)
    writeFileSync(arriving, JSON.stringify(state))
    renameSync(arriving, stateFile(dataFolder))
  } catch (fault) {
    log.warn('the state of the backups could not be kept', { fault })
  }
}

/** A database of some gigabytes on a slow disk. */
const maxBackupMilliseconds = { seconds: 3600, megabytes: 256, pool: 'upkeep' } as const

type PassphraseOf = () => string | null

/** Makes, verifies, copies and deletes, and stores the result. Never throws: an error is in the returned state. */
export async function runBackup(site: Site, settings: BackupSettings, passphraseOf: PassphraseOf = backupPassphrase): Promise<BackupState> {
  const triedAt = site.now().getTime()
  const before = readBackupState(site.dataFolder)
  const isOnlyToCopy = settings.minute !== null && before.isCopied === false && isMade(before, latestDue(site.now(), settings.minute))
  const made = isOnlyToCopy
    ? before
    : await createAndVerify(site, settings, passphraseOf, triedAt).catch((fault: unknown): BackupState => ({
        ...before,
        fault: formatStorageFault(fault),
      }))
  const state = { ...(made.fault && !isOnlyToCopy ? made : await copied(site, settings, made)), triedAt }
  if (state.fault) log.error('backup failed', { says: state.fault })
  writeState(site.dataFolder, state)
  return state
}

async function createAndVerify(site: Site, { folder }: BackupSettings, passphraseOf: PassphraseOf, at: number): Promise<BackupState> {
  const passphrase = passphraseOf()
  const made: CreatedBackup = await site.threads.run(
    'operations.makeBackup',
    { database: site.file, folder, passphrase, at },
    maxBackupMilliseconds,
  )
  const { fault, contents } = await site.threads.run(
    'operations.proveBackup',
    { file: made.file, passphrase, workFolder: site.dataFolder },
    maxBackupMilliseconds,
  )
  const says =
    fault || !contents
      ? formatBackupFault(fault ?? 'damaged')
      : contents.keyCheck === site.keyCheck()
        ? null
        : '备份里的密钥标记和数据库的不一样。'
  if (says) {
    rmSync(made.file, { force: true }) // it would be kept in place of a good one
    throw new Error(says)
  }
  log.info('backup made and proved', { file: basename(made.file), bytes: made.bytes, entries: made.entries, head: made.head })
  deleteExpired(folder, site.programme.retention)
  return {
    provedAt: at,
    file: made.file,
    bytes: made.bytes,
    entries: made.entries,
    head: made.head,
    isCopied: null,
    triedAt: at,
    fault: null,
  }
}

/** Returns the state after copying the backup into the second folder, if there is one. */
async function copied(site: Site, { second }: BackupSettings, state: BackupState): Promise<BackupState> {
  if (!second || !state.file) return { ...state, isCopied: null, fault: null }
  try {
    await site.threads.run('operations.copyBackup', { file: state.file, second }, maxBackupMilliseconds)
    deleteExpired(second, site.programme.retention)
    return { ...state, isCopied: true, fault: null }
  } catch (fault) {
    return { ...state, isCopied: false, fault: `备份没有抄到第二个文件夹 ${second}：${formatStorageFault(fault)}` }
  }
}

function deleteExpired(folder: string, kept: BackupsKept) {
  for (const { name } of selectExpired(listBackups(folder), kept)) rmSync(join(folder, name), { force: true })
}

const hour = 3_600_000

/** Whether the backup that was due at a moment exists, and was verified. */
const isMade = ({ provedAt, file }: BackupState, due: Date) =>
  provedAt !== null && provedAt >= due.getTime() && file !== null && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0

/**
 * Whether it is time: the day's backup was not made or copied yet, and none was tried within the hour. A state dated in the future comes
 * from a wrong clock and is ignored.
 */
export function isDue(state: BackupState, now: Date, minute: number): boolean {
  const isWild = (moment: number | null) => moment !== null && moment > now.getTime() + hour
  if (isWild(state.provedAt) || isWild(state.triedAt)) return true
  if (state.triedAt !== null && now.getTime() - state.triedAt < hour) return false
  return !isMade(state, latestDue(now, minute)) || state.isCopied === false
}

/** Checks every minute whether the day's backup is due, starting a little after the start. Returns a function that stops it. */
export function startScheduledBackups(site: Site, { firstLook = 120_000, everyLook = 60_000 } = {}): () => Promise<void> {
  const settings = backupSettings(site.dataFolder)
  const { minute } = settings
  if (minute === null) return () => Promise.resolve()
  let running: Promise<unknown> | null = null
  const look = () => {
    if (running || !isDue(readBackupState(site.dataFolder), site.now(), minute)) return
    running = runBackup(site, settings).finally(() => (running = null))
  }
  const first = setTimeout(look, firstLook).unref()
  const timer = setInterval(look, everyLook).unref()
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    await running
  }
}
