// The door of operations: backups, restoring, and how the installation is.
import { damageOf } from '#db/backup/check.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { log } from '#app/log.server.ts'
import { notYours } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { type Alert, alertsOf, sayBackup } from './alerts.ts'
import { startBackups } from './by-itself.server.ts'
import { readHealth, startProvingWrites } from './health.server.ts'

export { backUpTo, copyBackup, databaseAt, makeBackup, proveBackup } from './backup-files.server.ts'
export { backupState, backUpNow } from './by-itself.server.ts'
export { type Health, publicHealth, readHealth } from './health.server.ts'
export { type Restored, restoreBackup } from './restore.server.ts'
export { forgetRetiredKeys, rotateKeys } from './rotation.server.ts'
export { listAuditEntries } from './audit-trail.server.ts'
export { backupPassphrase, faultOfSettings } from './settings.server.ts'

/** What a check of all pages finds; null if nothing. For a thread. */
export const findDamage = async ({ file }: { file: string }): Promise<string | null> => damageOf(file)

export interface InstallationHealth {
  alerts: Alert[]
  backup: string
}

/** What the administrator's desk says of the installation. Refuses with 403. */
export async function installationHealth(site: Site, viewer: Viewer): Promise<InstallationHealth> {
  if (!hasDuty(viewer, 'accounts.manage')) throw notYours()
  const health = await readHealth(site)
  return { alerts: alertsOf(health), backup: sayBackup(health) }
}

const aDay = 24 * 3_600_000

/** Has all pages of the database checked, and keeps what is found. */
async function lookForDamage(site: Site) {
  try {
    const found = await site.threads.run('operations.findDamage', { file: site.file }, { lane: 'upkeep', seconds: 3600, megabytes: 128 })
    site.noteDamage(found)
    if (found) log.error('the database is damaged', { found })
    else log.debug('the database was checked: it is sound')
  } catch (fault) {
    log.warn('the database could not be checked', { fault })
  }
}

/** Watches over the installation while it is served: checks its pages now and daily, proves that writing works, makes backups. Gives what stops it. */
export function startWatch(site: Site): () => Promise<void> {
  void lookForDamage(site)
  const checking = setInterval(() => void lookForDamage(site), aDay).unref()
  const stopProving = startProvingWrites(site)
  const stopBackups = startBackups(site)
  return async () => {
    clearInterval(checking)
    stopProving()
    await stopBackups()
  }
}
