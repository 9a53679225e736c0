// The programme of an open installation: its file, with what administrators have set on screen. Held in memory.
import type { Reader } from '#db/database.ts'
import { readKeptSettings } from '#db/views/programme-settings.ts'
import { type Programme, programmeSchema } from './programme.ts'

export interface CurrentProgramme {
  readonly programme: Programme
  /** What the file says by itself. */
  readonly base: Programme
  /** Reads again what is set: after a change. */
  reload(): void
}

/** Reads what is set and holds it until `reload`. */
export function holdProgramme(base: Programme, read: Pick<Reader, 'select'>): CurrentProgramme {
  const load = () =>
    readKeptSettings(read).reduce((programme, { setting, value }) => withSetting(programme, setting, value) ?? programme, base)
  let programme = load()
  return {
    get programme() {
      return programme
    },
    base,
    reload: () => void (programme = load()),
  }
}

/** Returns a programme with one thing set; null if it would not be valid: its bounds may be narrower now than when it was set. */
const withSetting = (programme: Programme, setting: string, value: unknown): Programme | null => {
  const { success, data } = programmeSchema.safeParse(replaceAt(withoutFile(programme), setting.split('.'), value))
  return success ? { ...data, file: programme.file } : null
}

/** Returns the programme as its file would have it. */
export const withoutFile = ({ file: _, ...content }: Programme): Omit<Programme, 'file'> => content

/** Returns a copy of an object with another value at a path. */
export function replaceAt<T>(object: T, [name, ...rest]: readonly string[], value: unknown): T {
  if (name === undefined) return value as T
  return { ...object, [name]: replaceAt((object as Record<string, unknown>)[name], rest, value) }
}

/** Returns the value at a path: `west.shortName`. */
export const valueAt = (object: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], object)
