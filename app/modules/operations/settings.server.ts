// The operator's settings of backups.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Refusal } from '#app/refusal.ts'
import { type Environment, readSettings } from '#app/settings.server.ts'

export interface BackupSettings {
  /** Minutes after midnight in China at which the daily backup is made; null if the server makes none. */
  minute: number | null
  folder: string
  /** Folder to which each backup is copied, ideally on another disk. */
  second: string | null
}

/** Reads when and where backups are made: `TIDUI_BACKUP_TIME`, `TIDUI_BACKUP_FOLDER`, `TIDUI_BACKUP_SECOND_FOLDER`. Throws 422. */
export function backupSettings(dataFolder: string, environment?: Environment): BackupSettings {
  const { minute, folder, secondFolder } = readSettings(environment).backup
  return {
    minute,
    folder: folder ? resolve(folder) : join(dataFolder, 'backups'),
    second: secondFolder ? resolve(secondFolder) : null,
  }
}

const minPassphraseLength = 12

/**
 * Reads the passphrase that backups are encrypted with: `TIDUI_BACKUP_PASSPHRASE`, or the first line of `TIDUI_BACKUP_PASSPHRASE_FILE`;
 * null if they are not encrypted. Throws 422.
 */
export function backupPassphrase(environment?: Environment): string | null {
  const { passphrase: given, passphraseFile: file } = readSettings(environment).backup
  const passphrase = given ?? (file ? firstLineOf(file) : '')
  if (!passphrase) return null
  if (Buffer.byteLength(passphrase) < minPassphraseLength)
    throw new Refusal(422, `备份口令太短：至少要 ${minPassphraseLength} 个字母或数字（一个汉字算三个），最好是几个不相干的词。`)
  return passphrase
}

function firstLineOf(file: string) {
  try {
    return readFileSync(file, 'utf8')
      .replace(/\r?\n.*/s, '')
      .trim()
  } catch {
    throw new Refusal(422, `读不到备份口令的文件 ${file}：请检查 TIDUI_BACKUP_PASSPHRASE_FILE。`)
  }
}

/** Finds what is wrong with the settings, including the passphrase's file; null if nothing is. */
export function findSettingsFault(environment?: Environment): string | null {
  try {
    backupPassphrase(environment)
    return null
  } catch (fault) {
    if (fault instanceof Refusal) return fault.message
    throw fault
  }
}
