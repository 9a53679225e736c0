// What the operator decides about backups, from the environment.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Refusal } from '#app/refusal.ts'

export interface BackupSettings {
  /** Minutes after midnight in China at which the day's backup is made; null where the server makes none. */
  minute: number | null
  folder: string
  /** Where each backup is copied to: another disk, ideally. */
  second: string | null
}

type Environment = Record<string, string | undefined>

const usualTime = '02:30'

/** When and where backups are made: `TIDUI_BACKUP_TIME` (`HH:MM`, or `off`), `TIDUI_BACKUP_FOLDER`, `TIDUI_BACKUP_SECOND_FOLDER`. Refuses with 422. */
export function backupSettings(dataFolder: string, environment: Environment = process.env): BackupSettings {
  const { TIDUI_BACKUP_TIME: time = usualTime, TIDUI_BACKUP_FOLDER: folder, TIDUI_BACKUP_SECOND_FOLDER: second } = environment
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  if (time !== 'off' && hour === undefined)
    throw new Refusal(422, `备份时间「${time}」不对：TIDUI_BACKUP_TIME 应写成 ${usualTime} 这样的时刻，不要自动备份就写 off。`)
  return {
    minute: hour === undefined ? null : Number(hour) * 60 + Number(minute),
    folder: folder ? resolve(folder) : join(dataFolder, 'backups'),
    second: second ? resolve(second) : null,
  }
}

const shortestPassphrase = 12

/** The passphrase that backups are encrypted with: `TIDUI_BACKUP_PASSPHRASE`, or the first line of `TIDUI_BACKUP_PASSPHRASE_FILE`; null where they are not. Refuses with 422. */
export function backupPassphrase(environment: Environment = process.env): string | null {
  const { TIDUI_BACKUP_PASSPHRASE: given, TIDUI_BACKUP_PASSPHRASE_FILE: file } = environment
  const passphrase = given || (file ? firstLineOf(file) : '')
  if (!passphrase) return null
  if (Buffer.byteLength(passphrase) < shortestPassphrase)
    throw new Refusal(422, `备份口令太短：至少要 ${shortestPassphrase} 个字母或数字（一个汉字算三个），最好是几个不相干的词。`)
  return passphrase
}

function firstLineOf(file: string) {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0]!.trim()
  } catch {
    throw new Refusal(422, `读不到备份口令的文件 ${file}：请检查 TIDUI_BACKUP_PASSPHRASE_FILE。`)
  }
}

/** The sentence for what is wrong with the settings; null if nothing is. */
export function faultOfBackupSettings(dataFolder: string, environment: Environment = process.env): string | null {
  try {
    backupSettings(dataFolder, environment)
    backupPassphrase(environment)
    return null
  } catch (fault) {
    if (fault instanceof Refusal) return fault.message
    throw fault
  }
}
