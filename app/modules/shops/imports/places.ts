// Looks up places by their names as lists of shops write them.
import { present } from '#app/present.ts'

/** Places by name; given by the caller, who knows the day. */
export interface Places {
  /** Codes of the western county and its townships by name. */
  west: ReadonlyMap<string, string>
  /** Codes of the helping counties by name, the current one first. */
  east: ReadonlyMap<string, string>
}

/** Finds the one place that a text names; undefined if it names two. */
export function findPlace(places: ReadonlyMap<string, string>, text: string): string | undefined {
  const named = findPlaces(places, text)
  return named.size === 1 ? [...named][0] : undefined
}

/** Finds places by the whole name, or without 镇, 乡, 区. */
export function findPlaces(places: ReadonlyMap<string, string>, text: string): ReadonlySet<string> {
  if (text === '') return new Set()
  const exact = places.get(text)
  if (exact) return new Set([exact])
  const bare = (name: string) => name.replace(/[镇乡区县]$/, '')
  const placeOf = (name: string) => present(places.get(name), name)
  const within = [...places.keys()].filter((name) => text.includes(name) || text.includes(bare(name)))
  // The county comes before the township.
  return new Set(
    within
      .filter(
        (name) => !within.some((other) => other !== name && (bare(other).includes(bare(name)) || placeOf(other).startsWith(placeOf(name)))),
      )
      .map(placeOf),
  )
}
