// Opens an installation: the data folder with its database and key file.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { type Database, type KeyCheck, openDatabase } from '#db/database.ts'
import { guardMachineClock } from './clock-guard.server.ts'
import { type LockMode, lockFolder } from '#db/lock.ts'
import { openDatabaseReadOnly } from '#db/read-only.ts'
import { createKeyCheck, type Keys, ledgerSecret, loadKeys } from './keys.server.ts'
import { log } from './log.server.ts'
import { holdProgramme } from './programme/current-programme.ts'
import type { Programme } from './programme/programme.ts'
import { loadProgramme } from './programme/programme.server.ts'
import { readSettings } from './settings.server.ts'
import type { Site } from './site.ts'
import { openThreads } from './threads/threads.server.ts'
import { writeOf } from './writes.server.ts'
import './zod-messages.server.ts'

interface Choices {
  dataFolder?: string
  contentFolder?: string
  /** The pair of counties that it is for; by default the configured one. */
  programme?: Programme
  now?: () => Date
  /** The keys of another installation, for a copy of it; by default those in the data folder. */
  keys?: Keys
  /** Where its secret is kept; by default in the data folder. */
  keyFile?: string
  /** What it serves as; see `Site`. */
  mode?: Site['mode'] | undefined
  /** Whether others may have it open too; by default they may. Throws `FolderInUse`. */
  hold?: LockMode | undefined
}

/**
 * By default V8 lets garbage grow to several times the live data: a roster of 100,000 rows would take a hundred
 * megabytes more than it needs. A county's server is small, so the heap grows by a third between two collections.
 */
setFlagsFromString('--heap-growing-percent=33')

/** Traces of an installation whose database is gone: a new empty one would be mistaken for it. */
const isTraceOfUse = (name: string) => /^(secret\.key|backups|tidui\.db-wal|tidui\.db\.(before-|arriving).*)$/.test(name)

/** Whether a data folder has been in use, whatever has happened to its database. */
export const hasBeenUsed = (folder: string) => existsSync(folder) && readdirSync(folder).some(isTraceOfUse)

/**
 * Opens the installation in a data folder, by default `TIDUI_DATA` or `data/`, and creates it the first time. Its keys
 * are loaded when first needed: work without personal data succeeds without them, everything else is refused. Throws
 * `DATABASE_MISSING` for a folder that has been in use but has no database any more.
 */
export function openSite({
  dataFolder = readSettings().dataFolder,
  contentFolder = 'content',
  programme = loadProgramme(),
  now: givenNow,
  keys,
  keyFile = join(resolve(dataFolder), 'secret.key'),
  mode,
  hold = 'use',
}: Choices = {}): Site {
  const folder = resolve(dataFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const clockGuard = givenNow ? undefined : guardMachineClock(folder, { say: log.warn })
  const now = givenNow ?? clockGuard!.now
  const held = lockFolder(folder, hold)
  try {
    const database = openDatabase(join(folder, 'tidui.db'), {
      now,
      mustExist: hasBeenUsed(folder),
      undoInMemory: hold === 'serve',
      ledgerKey: (kept) => ledgerSecret((keys ??= keysOf(kept, keyFile)), kept),
    })
    if (keys && database.keyCheck() === null) database.keepKeyCheck(createKeyCheck(keys))
    return createSite(database, { folder, contentFolder, programme, now, keys, keyFile, mode, clockGuard, release: held.release })
  } catch (fault) {
    held.release()
    throw fault
  }
}

/**
 * Opens an installation read-only, even from a disk that is full or read-only: nothing is migrated, and writes are
 * refused. Throws like `openDatabaseReadOnly`.
 */
export function openSiteReadOnly({
  dataFolder = readSettings().dataFolder,
  contentFolder = 'content',
  programme = loadProgramme(),
  now = () => new Date(),
}: Omit<Choices, 'keys' | 'keyFile' | 'hold' | 'mode'> = {}): Site & { schemaAge: 'older' | 'same' } {
  const folder = resolve(dataFolder)
  const { schemaAge, ...database } = openDatabaseReadOnly(join(folder, 'tidui.db'), (kept) =>
    ledgerSecret(keysOf(kept, join(folder, 'secret.key')), kept),
  )
  return Object.assign(createSite(database, { folder, contentFolder, programme, now, release: () => {} }), { schemaAge })
}

interface SiteParts {
  folder: string
  contentFolder: string
  programme: Programme
  now: () => Date
  keys?: Keys | undefined
  keyFile?: string
  mode?: Site['mode'] | undefined
  clockGuard?: Site['clockGuard'] | undefined
  /** Releases the data folder. */
  release: () => void
}

function createSite(
  database: Database,
  { folder, contentFolder, programme, now, keys: given, keyFile = join(folder, 'secret.key'), mode, clockGuard, release }: SiteParts,
): Site {
  let keys = given
  const threads = openThreads()
  const held = holdProgramme(programme, database.read)
  return {
    ...database,
    write: writeOf(database.write),
    async adoptState(file) {
      await database.adoptState(file)
      held.reload()
    },
    async close() {
      await threads.close()
      await database.close()
      release()
    },
    threads,
    address: () => ({
      dataFolder: folder,
      contentFolder: resolve(contentFolder),
      programmeFile: programme.file,
      now: now().getTime(),
      keyFile,
      secret: null,
    }),
    now,
    clockGuard,
    mode,
    get keys() {
      return (keys ??= keysOf(database, keyFile))
    },
    get programme() {
      return held.programme
    },
    programmeSource: held,
    contentFolder: resolve(contentFolder),
    dataFolder: folder,
  }
}

function keysOf(kept: KeyCheck, keyFile: string) {
  const keyCheck = kept.keyCheck()
  const keys = loadKeys({ keyFile, keyCheck })
  if (keyCheck === null) kept.keepKeyCheck(createKeyCheck(keys))
  return keys
}
