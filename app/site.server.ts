// Opens an installation: the data folder with its database and key file.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { type KeyCheck, openDatabase } from '#db/database.ts'
import { keyCheckOf, type Keys, loadKeys } from './keys.server.ts'
import type { Site } from './site.ts'
import './zod-words.server.ts'

interface Choices {
  dataFolder?: string
  contentFolder?: string
  now?: () => Date
  /** The keys of another installation, for a copy of it; otherwise those that lie in the data folder. */
  keys?: Keys
}

/**
 * Left alone, V8 lets garbage pile up to several times what is alive: a roster of 100,000 rows would take a hundred
 * megabytes more than it needs. A county's server is small, so the heap grows by a third between two collections.
 */
setFlagsFromString('--heap-growing-percent=33')

/**
 * Opens (and at first creates) the installation in a data folder; `TIDUI_DATA`, or `data/`, unless told otherwise. Its
 * keys are looked for at first need: what touches no personal data works without them, whatever else is refused.
 */
export function openSite({ dataFolder = process.env.TIDUI_DATA ?? 'data', contentFolder = 'content', now = () => new Date(), keys: given }: Choices = {}): Site {
  const folder = resolve(dataFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let keys = given
  const keysFor = (kept: KeyCheck) => (keys ??= keysOf(kept, join(folder, 'secret.key')))
  const database = openDatabase(join(folder, 'tidui.db'), { now, ledgerKey: (kept) => keysFor(kept).ledger })
  if (given && database.keyCheck() === null) database.keepKeyCheck(keyCheckOf(given))
  return {
    ...database,
    now,
    get keys() {
      return keysFor(database)
    },
    contentFolder: resolve(contentFolder),
    dataFolder: folder,
  }
}

function keysOf(kept: KeyCheck, keyFile: string) {
  const keyCheck = kept.keyCheck()
  const keys = loadKeys({ keyFile, keyCheck })
  if (keyCheck === null) kept.keepKeyCheck(keyCheckOf(keys))
  return keys
}
