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

/** Prints a failure as one sentence and leaves with 1. Faults that are no Refusal are told with what they say. */
export function printFailure(fault: unknown) {
  const sentence = fault instanceof Refusal ? [fault.message, ...Object.values(fault.fields).flat()].join(' ') : sayFault(fault)
  process.stderr.write(`${sentence.replaceAll('\n', ' ')}\n`)
  process.exitCode = 1
}

const knownFaults: Record<string, (fault: NodeJS.ErrnoException) => string> = {
  ENOENT: (fault) => `没有这个文件：${fault.path}`,
  EACCES: (fault) => `没有权限读写：${fault.path}`,
  EROFS: (fault) => `这个文件夹是只读的：${fault.path}`,
  EISDIR: () => '这是文件夹，不是文件。',
  ENOSPC: () => '磁盘满了。',
  SQLITE_CANTOPEN: () => '打不开数据库：请检查数据文件夹是否可以写入。',
  SQLITE_READONLY: () => '数据库是只读的：请检查数据文件夹是否可以写入。',
  SQLITE_NOTADB: () => '数据文件夹里的 tidui.db 不是数据库。',
}

/** A fault in one sentence. */
export function sayFault(fault: unknown) {
  const code = (fault as NodeJS.ErrnoException)?.code ?? ''
  return knownFaults[code]?.(fault as NodeJS.ErrnoException) ?? `出错了：${fault instanceof Error ? fault.message : String(fault)}`
}

/** Opens the site for one command and closes it again. */
export async function withSite<T>(work: (site: Site) => Promise<T>): Promise<T> {
  const site = openSite()
  try {
    return await work(site)
  } finally {
    site.close()
  }
}
