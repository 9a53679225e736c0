// Faults of files, disks and the database in one sentence each, saying what to do. In one place, so that the command
// line, the log of backups and the administrator's desk say the same.

/** By the beginning of the error code: SQLite's extended codes have more detail behind it. */
const knownFaults: Record<string, (fault: NodeJS.ErrnoException) => string> = {
  ENOENT: (fault) => `没有这个文件：${fault.path}`,
  ENOTDIR: (fault) => `这不是文件夹：${fault.path}`,
  EEXIST: (fault) => `这不是文件夹：${fault.path}`,
  EACCES: (fault) => `没有权限读写：${fault.path}`,
  EPERM: (fault) => `没有权限读写：${fault.path}`,
  EROFS: (fault) => `这个文件夹是只读的：${fault.path}`,
  EISDIR: () => '给的是文件夹，不是文件。',
  ENOSPC: () => '磁盘满了。',
  EDQUOT: () => '磁盘配额用完了。',
  EIO: () => '读写时磁盘出错：请检查磁盘。',
  SQLITE_FULL: () => '磁盘满了，没有写入。请腾出空间再试。',
  SQLITE_BUSY: () => '数据库正忙：另一个程序正在写入。请等它做完再试。',
  SQLITE_CANTOPEN: () => '打不开数据库：请检查数据文件夹是否可以写入。',
  SQLITE_READONLY: () => '数据库是只读的：请检查数据文件夹是否可以写入。',
  SQLITE_NOTADB: () => '数据文件夹里的 tidui.db 不是数据库：请用 restore 恢复备份。',
  SQLITE_CORRUPT: () => '数据文件夹里的 tidui.db 已经损坏：请用 restore 恢复备份。',
  SQLITE_IOERR: () => '读写数据库时磁盘出错：请检查磁盘。',
  DATABASE_NEWER: () => '这个数据库是更新版本的程序写的：请先升级程序。',
  DATABASE_MISSING: () =>
    '数据文件夹里有旧的密钥或备份，却没有数据库（tidui.db），像是数据库丢了：请用 restore 恢复最近的备份。确实要从头开始，请用 TIDUI_DATA 另指一个空文件夹。',
  DATABASE_READ_ONLY: () => '现在只能读，不能写：请检查磁盘是不是满了，或者只读。',
  FOLDER_IN_USE: (fault) =>
    (fault as NodeJS.ErrnoException & { by?: string }).by === 'server'
      ? '已经有一个服务在用这个数据文件夹。请先停掉它，或用 TIDUI_DATA 另指一个。'
      : '另一个命令正在用这个数据文件夹。请等它做完再试。',
}

/** Returns the message for a storage fault; undefined for any other. Unwraps the query builder's errors. */
export function findStorageFaultMessage(fault: unknown): string | undefined {
  for (const one of [fault, (fault as Error | undefined)?.cause] as (NodeJS.ErrnoException | undefined)[]) {
    if (typeof one?.code !== 'string') continue
    const say = Object.entries(knownFaults).find(([code]) => one.code!.startsWith(code))?.[1]
    if (say) return say(one)
  }
  return undefined
}

/** Formats any fault in one sentence. */
export const formatStorageFault = (fault: unknown) =>
  (findStorageFaultMessage(fault) ?? (fault instanceof Error ? fault.message : String(fault))).replaceAll('\n', ' ')
