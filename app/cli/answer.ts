// How the command line answers: for people a few lines, with --json one JSON value; a failure is one sentence on stderr.
import { Refusal } from '#app/refusal.ts'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'

export interface Answer {
  /** What --json prints. */
  json: unknown
  /** What people read. */
  lines: string[]
  /** Exit code when it is an answer, but a bad one: problems were found. */
  exitCode?: number
}

/** Somebody at the machine itself may do everything; what he does is on record as `operator`. */
export const operator: Viewer = { accountId: 'operator', personId: null, name: '系统操作员', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }

/** Prints an answer. */
export function print({ json, lines, exitCode = 0 }: Answer, asJson: boolean) {
  process.stdout.write(asJson ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`)
  process.exitCode = exitCode
}

/** Prints a failure as one sentence and leaves with 1. */
export function printFailure(fault: unknown) {
  process.stderr.write(`${sayFault(fault)}\n`)
  process.exitCode = 1
}

/** By the beginning of the fault's code: SQLite's go into detail behind it. */
const knownFaults: Record<string, (fault: NodeJS.ErrnoException) => string> = {
  ENOENT: (fault) => `没有这个文件：${fault.path}`,
  ENOTDIR: (fault) => `这不是文件夹：${fault.path}`,
  EEXIST: (fault) => `这不是文件夹：${fault.path}`,
  EACCES: (fault) => `没有权限读写：${fault.path}`,
  EPERM: (fault) => `没有权限读写：${fault.path}`,
  EROFS: (fault) => `这个文件夹是只读的：${fault.path}`,
  EISDIR: () => '给的是文件夹，不是文件。',
  ENOSPC: () => '磁盘满了。',
  SQLITE_FULL: () => '磁盘满了，没有写入。请腾出空间再试。',
  SQLITE_BUSY: () => '数据库正忙：另一个程序正在写入。请等它做完再试。',
  SQLITE_CANTOPEN: () => '打不开数据库：请检查数据文件夹是否可以写入。',
  SQLITE_READONLY: () => '数据库是只读的：请检查数据文件夹是否可以写入。',
  SQLITE_NOTADB: () => '数据文件夹里的 tidui.db 不是数据库。',
  SQLITE_CORRUPT: () => '数据文件夹里的 tidui.db 已经损坏：请用备份恢复。',
  SQLITE_IOERR: () => '读写数据库时磁盘出错：请检查磁盘。',
  DATABASE_VIOLATED: (fault) => `数据库里有不合新规定的数据，没有升级，什么也没有动：${fault.message}。请先更正；用 migrate --check 看全部。`,
  DATABASE_NEWER: () => '这个数据库是更新版本的程序写的：请先升级程序。',
}

/** A refusal or a fault in one sentence: for a refused form, what is wrong with each field. */
export function sayFault(fault: unknown) {
  if (fault instanceof Refusal) return (Object.keys(fault.fields).length > 0 ? Object.values(fault.fields).flat().join('') : fault.message).replaceAll('\n', ' ')
  // The database wraps the driver's fault.
  const known = [fault, (fault as Error | undefined)?.cause].find((one): one is NodeJS.ErrnoException => typeof (one as NodeJS.ErrnoException | undefined)?.code === 'string')
  const say = known && Object.entries(knownFaults).find(([code]) => known.code!.startsWith(code))?.[1]
  return say ? say(known) : `出错了：${fault instanceof Error ? fault.message : String(fault)}`.replaceAll('\n', ' ')
}

/** Opens the site for one command and closes it again. */
export async function withSite<T>(work: (site: Site) => Promise<T>): Promise<T> {
  const site = openSite()
  try {
    return await work(site)
  } finally {
    await site.close()
  }
}
