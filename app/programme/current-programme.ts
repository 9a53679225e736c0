// The programme of an open installation: its file, with what administrators have set on screen. Held in memory.
import type { Reader } from '#db/database.ts'
import { type KeptSetting, readKeptSettings } from '#db/views/programme-settings.ts'
import { type Programme, programmeSchema } from './programme.ts'

export type { KeptSetting } from '#db/views/programme-settings.ts'

export interface CurrentProgramme {
  readonly programme: Programme
  /** What the file says by itself. */
  readonly base: Programme
  /** Reads again what is set: after a change. */
  reload(): void
}

/**
 * Reads what is set and holds it until `reload`. Settings limit each other, so they are put in together, as they were judged when they were
 * set; one by one only if the whole is not valid any more: the file or the bounds have changed since.
 */
export function holdProgramme(base: Programme, read: Pick<Reader, 'select'>): CurrentProgramme {
  const load = () => {
    const kept = readKeptSettings(read)
    return withSettings(base, kept) ?? kept.reduce((programme, one) => withSettings(programme, [one]) ?? programme, base)
  }
  let programme = load()
  return {
    get programme() {
      return programme
    },
    base,
    reload: () => void (programme = load()),
  }
}

/** Returns a programme with these things set; null if it would not be valid. */
const withSettings = (programme: Programme, settings: readonly KeptSetting[]): Programme | null => {
  const { success, data } = programmeSchema.safeParse(setAll(withoutFile(programme), settings))
  return success ? { ...data, file: programme.file } : null
}

/** Returns a copy of a programme's content with these things set, not judged yet. */
export const setAll = (content: Omit<Programme, 'file'>, settings: readonly KeptSetting[]): Omit<Programme, 'file'> =>
  settings.reduce((next, { setting, value }) => replaceAt(next, setting.split('.'), value), content)

/** Returns the programme as its file would have it. */
export const withoutFile = ({ file: _, ...content }: Programme): Omit<Programme, 'file'> => content

/** Returns a copy of an object with another value at a path. */
function replaceAt<T>(object: T, [name, ...rest]: readonly string[], value: unknown): T {
  if (name === undefined) return value as T
  return { ...object, [name]: replaceAt((object as Record<string, unknown>)[name], rest, value) }
}

/** Returns the value at a path: `west.shortName`. */
export const valueAt = (object: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], object)
