// Opens an installation: the data folder with its database and key file.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { openDatabase } from '#db/database.ts'
import { loadKeys } from './keys.server.ts'
import type { Site } from './site.ts'

interface Choices {
  dataFolder?: string
  contentFolder?: string
  now?: () => Date
}

/**
 * Left alone, V8 lets garbage pile up to several times what is alive: a roster of 100,000 rows would take a hundred
 * megabytes more than it needs. A county's server is small, so the heap grows by a third between two collections.
 */
setFlagsFromString('--heap-growing-percent=33')

/** Opens (and at first creates) the installation in a data folder; `TIDUI_DATA`, or `data/`, unless told otherwise. */
export function openSite({ dataFolder = process.env.TIDUI_DATA ?? 'data', contentFolder = 'content', now = () => new Date() }: Choices = {}): Site {
  const folder = resolve(dataFolder)
  mkdirSync(folder, { recursive: true })
  const database = openDatabase(join(folder, 'tidui.db'), { now })
  return { ...database, now, keys: loadKeys(join(folder, 'secret.key')), contentFolder: resolve(contentFolder), dataFolder: folder }
}
