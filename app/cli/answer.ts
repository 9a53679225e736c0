// Output of the command line: a few lines for people, one JSON value with --json; a failure is one sentence on stderr.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { indexMissingVersions } from '#app/modules/lesson-search/lesson-search.server.ts'
import { importShipped } from '#app/modules/studio/studio.server.ts'
import { Refusal } from '#app/refusal.ts'
import { readSettings } from '#app/settings.server.ts'
import { hasBeenUsed, openSite, openSiteReadOnly } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { findStorageFaultMessage } from '#app/storage-fault-messages.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { getStorageFaultCode } from '#db/write-condition.ts'
import type { LockMode } from '#db/lock.ts'

export interface CommandOutput {
  /** What --json prints. */
  json: unknown
  /** The lines for people. */
  lines: string[]
  /** Exit code if there is an answer, but problems were found. */
  exitCode?: number
}

/** Whoever works on the machine itself may do everything; it is recorded as done by `operator`. */
export const operatorViewer: Viewer = {
  accountId: 'operator',
  personId: null,
  name: '系统操作员',
  grants: [{ role: 'administrator', scope: { kind: 'everything' } }],
}

/** Prints an answer. */
export function print({ json, lines, exitCode = 0 }: CommandOutput, asJson: boolean) {
  process.stdout.write(asJson ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`)
  process.exitCode = exitCode
}

/** Prints a failure as one sentence and exits with 1. */
export function printFailure(fault: unknown) {
  process.stderr.write(`${formatFault(fault)}\n`)
  process.exitCode = 1
}

/** Formats a refusal or a fault in one sentence: for a refused form, what is wrong with each field. */
export function formatFault(fault: unknown) {
  if (fault instanceof Refusal)
    return (Object.keys(fault.fields).length > 0 ? Object.values(fault.fields).flat().join('') : fault.message).replaceAll('\n', ' ')
  return (
    findStorageFaultMessage(fault)?.replaceAll('\n', ' ') ??
    `出错了：${fault instanceof Error ? fault.message : String(fault)}`.replaceAll('\n', ' ')
  )
}

/** Opens the site for one command and closes it again. */
export async function withSite<T>(work: (site: Site) => Promise<T>, { hold }: { hold?: LockMode } = {}): Promise<T> {
  const site = openSite({ hold })
  try {
    return await work(site)
  } finally {
    await site.close()
  }
}

/**
 * Opens the site for a command that reads records about other people, which is itself recorded. Also works if nothing
 * can be written.
 */
export const withLoggedSite = <T>(work: (site: Site) => Promise<T>): Promise<T> => withFallback(withSite, work)

/** Opens the site in another way if it cannot be written. */
async function withFallback<T>(open: (work: (site: Site) => Promise<T>) => Promise<T>, work: (site: Site) => Promise<T>): Promise<T> {
  try {
    return await open(work)
  } catch (fault) {
    if (getStorageFaultCode(fault) === null) throw fault
    return withReadOnlySite(work)
  }
}

/**
 * Opens the site for a command that only reads: also works if nothing can be written. A database of an earlier version
 * is migrated first, unless the command can handle it as it is.
 */
export async function withReadOnlySite<T>(work: (site: Site) => Promise<T>, { anySchemaVersion = false } = {}): Promise<T> {
  const dataFolder = readSettings().dataFolder
  if (!existsSync(join(dataFolder, 'tidui.db')) && !hasBeenUsed(dataFolder)) return withSite(work) // there is nothing yet: create it
  const site = openSiteReadOnly()
  try {
    if (anySchemaVersion || site.schemaAge === 'same') return await work(site)
  } finally {
    await site.close()
  }
  return withSite(work)
}

/**
 * Takes in the courses of the release, as a server does at its start, so that a command finds them before any server ran; they can be
 * searched at once. One that is not valid, or a release without courses, keeps no command from its work.
 */
export async function takeInShipped(site: Site): Promise<void> {
  if (!existsSync(site.contentFolder)) return
  await importShipped(site)
  await indexMissingVersions(site)
}

/** Opens the site for a command about courses. */
export const withCourses = <T>(work: (site: Site) => Promise<T>): Promise<T> =>
  withSite(async (site) => {
    await takeInShipped(site)
    return work(site)
  })

/** Opens the site for a command that only reads courses: also works if nothing can be written. */
export const withCoursesToRead = <T>(work: (site: Site) => Promise<T>): Promise<T> => withFallback(withCourses, work)
