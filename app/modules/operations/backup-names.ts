// Names of backups, and which of them are kept.
import { retentionBounds, usualValues } from '#app/programme/bounds.ts'
import type { Programme } from '#app/programme/programme.ts'
import { toMonth } from '#app/calendar.ts'

/** A backup's facts from its name: when it was made, and the audit trail up to then. */
export interface BackupName {
  name: string
  /** `YYYY-MM-DD` in China. */
  day: string
  at: Date
  entries: number
  /** The head of the audit chain: with the name one can prove later that nothing before it was rewritten. */
  head: string
  isEncrypted: boolean
}

const pattern = /^tidui-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})-(\d+)-([0-9a-f]{64})\.db(\.age)?$/

/** Formats a backup's name. In China's time, so that names sort by age. */
export function formatBackupName({ at, entries, head, isEncrypted }: Pick<BackupName, 'at' | 'entries' | 'head' | 'isEncrypted'>) {
  const [day, time] = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).split('T') as [string, string]
  return `tidui-${day.replaceAll('-', '')}-${time.replaceAll(':', '')}-${entries}-${head}.db${isEncrypted ? '.age' : ''}`
}

/** Parses a name; null if it is not a backup's. */
export function parseBackupName(name: string): BackupName | null {
  const [, year, month, date, hour, minute, second, entries, head, age] = pattern.exec(name) ?? []
  if (head === undefined) return null
  const day = `${year}-${month}-${date}`
  return {
    name,
    day,
    at: new Date(`${day}T${hour}:${minute}:${second}+08:00`),
    entries: Number(entries),
    head,
    isEncrypted: age !== undefined,
  }
}

/** Returns the Monday of a day's week. */
function weekOf(day: string) {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

/** How many of the days, weeks and months with a backup keep one. */
export type BackupsKept = Pick<Programme['retention'], 'backupDays' | 'backupWeeks' | 'backupMonths'>

/**
 * Selects the backups to delete: all but the last of each of the latest days, weeks and months, as many as are kept. Only days with a backup are counted,
 * not days back from today: a wrong clock removes none that is not replaced by the right number of newer ones.
 */
export function selectExpired(backups: readonly BackupName[], kept: BackupsKept = usualValues(retentionBounds)): BackupName[] {
  const newestFirst = [...backups].sort((one, other) => other.at.getTime() - one.at.getTime() || (other.name < one.name ? -1 : 1))
  const wanted = new Set<BackupName>()
  const keepLatest = (count: number, periodOf: (backup: BackupName) => string) => {
    const periods = new Set<string>()
    for (const backup of newestFirst) {
      const period = periodOf(backup)
      if (periods.has(period)) continue
      if (periods.size === count) break
      periods.add(period)
      wanted.add(backup)
    }
  }
  keepLatest(kept.backupDays, ({ day }) => day)
  keepLatest(kept.backupWeeks, ({ day }) => weekOf(day))
  keepLatest(kept.backupMonths, ({ day }) => toMonth(day))
  return newestFirst.filter((backup) => !wanted.has(backup))
}

/** Returns the latest moment at or before `now` at which a day's backup is due. */
export function latestDue(now: Date, minute: number): Date {
  const day = 86_400_000
  const ofDay = (now.getTime() + 8 * 3_600_000) % day
  const due = now.getTime() - ofDay + minute * 60_000
  return new Date(due <= now.getTime() ? due : due - day)
}
