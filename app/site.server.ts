// Opens an installation: the data folder with its database and key file.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openDatabase } from '#db/database.ts'
import { loadKeys } from './keys.server.ts'
import type { Site } from './site.ts'

interface Choices {
  dataFolder?: string
  contentFolder?: string
  now?: () => Date
}

/** Opens (and at first creates) the installation in a data folder; `TIDUI_DATA`, or `data/`, unless told otherwise. */
export function openSite({ dataFolder = process.env.TIDUI_DATA ?? 'data', contentFolder = 'content', now = () => new Date() }: Choices = {}): Site {
  const folder = resolve(dataFolder)
  mkdirSync(folder, { recursive: true })
  const database = openDatabase(join(folder, 'tidui.db'), { now })
  return { ...database, now, keys: loadKeys(join(folder, 'secret.key')), contentFolder: resolve(contentFolder), dataFolder: folder }
}
