// The door of operations: backups, restoring, and the health of the installation.
import { findPageDamage } from '#db/backup/check.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { Errand } from '#app/shell/errand.ts'
import { log } from '#app/log.server.ts'
import { type MediaTotals, readMediaTotals } from '#app/modules/media/media.server.ts'
import { forbidden } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { listStuckFollowUps } from '#app/workflow/follow-ups.server.ts'
import { version } from '../../../package.json'
import { type Alert, createAlerts, formatBackupAge } from './alerts.ts'
import { startScheduledBackups } from './scheduled-backups.server.ts'
import { readHealth, startWriteProbe } from './health.server.ts'

export { backUpTo, copyBackup, openDatabaseCopy, makeBackup, verifyBackup } from './backup-files.server.ts'
export { readBackupState, runBackup } from './scheduled-backups.server.ts'
export { type Health, toPublicHealth, readHealth } from './health.server.ts'
export { type Restored, restoreBackup } from './restore.server.ts'
export { forgetRetiredKeys, rotateKeys } from './rotation.server.ts'
export { backupPassphrase, findSettingsFault } from './settings.server.ts'
export { readCaseMark } from './case-marks.server.ts'

/** Checks all pages and returns what is wrong; null if nothing is. Runs in a thread. */
export const findDamage = async ({ file }: { file: string }): Promise<string | null> => findPageDamage(file)

export interface InstallationHealth {
  alerts: Alert[]
  backup: string
  /** Of the program. */
  version: string
  freeBytes: number | null
  databaseBytes: number | null
  /** Photographs, sounds, videos and documents of courses, and their bytes: part of the database. */
  media: MediaTotals
  /** What failed so far and is tried again. */
  failedFollowUps: number
}

/** The line about follow-ups that failed for the home of desks; none for others than administrators. */
export async function listStuckErrands(site: Pick<Site, 'read'>, viewer: Viewer): Promise<Errand[]> {
  const count = hasDuty(viewer, 'workflows.mend') ? (await listStuckFollowUps(site)).length : 0
  if (count === 0) return []
  const sentence = '到时该自动办的事没有办成，系统会再试'
  return [{ key: 'stuck', count, unit: '件', sentence, day: null, href: paths.workflows(), action: '看是哪些' }]
}

/** Returns the health of the installation for the administrator's desk. Throws 403. */
export async function readInstallationHealth(site: Site, viewer: Viewer): Promise<InstallationHealth> {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  const health = await readHealth(site)
  return {
    alerts: createAlerts(health),
    backup: formatBackupAge(health),
    version,
    freeBytes: health.freeBytes,
    databaseBytes: health.databaseBytes,
    media: await readMediaTotals(site),
    failedFollowUps: (await listStuckFollowUps(site)).length,
  }
}

const aDay = 24 * 3_600_000

/** Checks all pages of the database, and stores the result. A server that stops ends the check, which is no fault. */
async function checkForDamage(site: Site, isStopping: () => boolean) {
  try {
    const found = await site.threads.run('operations.findDamage', { file: site.file }, { pool: 'upkeep', seconds: 3600, megabytes: 128 })
    site.noteDamage(found)
    if (found) log.error('the database is damaged', { found })
    else log.debug('the database was checked: it is sound')
  } catch (fault) {
    if (!isStopping()) log.warn('the database could not be checked', { fault })
  }
}

/**
 * Monitors the installation while the server runs: checks its pages now and daily, tests that writing works, makes backups. Returns a
 * function that stops it.
 */
export function startMonitoring(site: Site): () => Promise<void> {
  let stopping = false
  const check = () => void checkForDamage(site, () => stopping)
  check()
  const checking = setInterval(check, aDay).unref()
  const stopProving = startWriteProbe(site)
  const stopBackups = startScheduledBackups(site)
  return async () => {
    stopping = true
    clearInterval(checking)
    stopProving()
    await stopBackups()
  }
}
