// Alerts about the installation for the administrator, each a sentence with what to do about it.
import type { Health } from './health.server.ts'

export interface Alert {
  level: 'fault' | 'warning'
  message: string
  action: string
}

const GB = 1024 ** 3
const hour = 3600
export const formatBytes = (bytes: number) => (bytes >= GB ? `${(bytes / GB).toFixed(1)} GB` : `${Math.floor(bytes / 1024 ** 2)} MB`)
const formatAge = (seconds: number) =>
  seconds < hour ? '不到一小时' : seconds < 48 * hour ? ` ${Math.floor(seconds / hour)} 小时` : ` ${Math.floor(seconds / (24 * hour))} 天`

const fault = (message: string, action: string): Alert => ({ level: 'fault', message, action })
const warning = (message: string, action: string): Alert => ({ level: 'warning', message, action })

/** Keyed by the beginning of the code. */
const notSavingMessages: [RegExp, says: string, todo: string][] = [
  [
    /FULL|ENOSPC|EDQUOT/,
    '磁盘满了，现在什么也存不上。',
    '请马上在服务器上腾出空间，或换大一点的磁盘。学员的答案都还在各自的手机里，腾出空间以后会自动发上来。',
  ],
  [
    /READONLY|EROFS|EACCES|EPERM|CANTOPEN/,
    '数据文件夹变成只读了，现在什么也存不上。',
    '请检查磁盘是否出错、文件夹的权限是否被改过，修好以后重新启动服务。',
  ],
  [/IOERR|EIO/, '磁盘读写出错，现在什么也存不上。', '请检查磁盘。先用 tidui backup 备份到另一块磁盘，再换磁盘。'],
  [
    /gone|replaced|overwritten|cutShort|CORRUPT|NOTADB/,
    '数据库文件坏了，或者被移走、换掉了。',
    '请停掉服务，用 tidui restore 恢复最近的备份（见 docs/operations.md）。坏的文件会留下来。',
  ],
  [
    /waiting|BUSY|LOCKED/,
    '写入排着队，好一会儿没有存上。',
    '请看服务器上是不是有别的程序（例如命令行的导入、数据库工具）占着数据库，等它做完或停掉它。',
  ],
]

const isLow = ({ freeBytes, databaseBytes }: Health) => freeBytes !== null && freeBytes < Math.max(GB, 3 * (databaseBytes ?? 0))

/** After a day and a half one of the daily backups is missing. */
const backupAgeWarning = 36 * hour

/** Returns the alerts, worst first; empty if all is well. */
export function createAlerts(health: Health): Alert[] {
  const { notSaving, damage, backup, freeBytes, overdueDeadlines, overdueEffects, clock } = health
  const alerts: Alert[] = []
  if (notSaving) {
    const [, says, todo] = notSavingMessages.find(([codes]) => codes.test(notSaving)) ?? [
      '',
      '现在什么也存不上。',
      '请看服务器的日志（见 docs/operations.md）。',
    ]
    alerts.push(fault(says, todo))
  } else if (damage)
    alerts.push(fault('检查时发现数据库有损坏的地方。', '请停掉服务，用 tidui restore 恢复最近的备份（见 docs/operations.md）。'))
  if (clock) alerts.push(fault(clock, '请在服务器上对准时间，并打开网络对时。'))
  if (isLow(health) && notSaving === null)
    alerts.push(warning(`磁盘只剩 ${formatBytes(freeBytes!)}。`, '请在磁盘写满之前腾出空间：备份和恢复各要再用一份数据库那么大的地方。'))
  if (!backup.isOn) alerts.push(warning('没有打开自动备份。', '除非另有办法每天备份，请去掉 TIDUI_BACKUP_TIME=off，重新启动服务。'))
  else if (backup.fault) alerts.push(fault(`最近一次自动备份没有成功：${backup.fault}`, '请按上面的原因处理。每小时会自动再试。'))
  else if (backup.age !== null && backup.age > backupAgeWarning)
    alerts.push(fault(`最近的备份是${formatAge(backup.age)}前的。`, '请看服务器夜里是不是关着，或改 TIDUI_BACKUP_TIME。'))
  if (overdueDeadlines + overdueEffects > 0)
    alerts.push(
      warning(
        `有 ${overdueDeadlines + overdueEffects} 件到时该自动办的事还没有办。`,
        '请在“流程”里看哪些没有办成；一直办不成，请看服务器的日志。',
      ),
    )
  return alerts
}

/** Formats the age of the newest backup, shown if nothing is wrong. */
export const formatBackupAge = ({ backup }: Health) =>
  backup.age === null
    ? '还没有备份。'
    : `最近的备份是${formatAge(backup.age)}前的，打开检查过，${formatBytes(backup.bytes)}${backup.isCopied ? '，第二个文件夹里也有' : ''}。`
