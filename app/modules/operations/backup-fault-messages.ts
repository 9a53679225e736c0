// Messages about a backup that could not be restored.
import type { BackupCheck } from './backup-files.server.ts'

const words: Record<NonNullable<BackupCheck['fault']>, string> = {
  missing: '备份文件不见了。',
  notADatabase: '备份文件不是数据库。',
  damaged: '备份打开检查时发现已经损坏。',
  notOurs: '备份文件是别的数据库。',
  newer: '备份是更新版本的程序做的。',
  passphraseMissing: '备份是加密的，却没有给备份口令。',
  passphraseWrong: '备份口令不对，打不开备份。',
  otherHead: '备份里的审计链头和文件名上的不一样。',
}

/** Formats a fault as one sentence. */
export const formatBackupFault = (fault: NonNullable<BackupCheck['fault']>) => words[fault]
