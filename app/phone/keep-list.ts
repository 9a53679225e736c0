// Pages that a phone should keep, as a page lists them: a path, and for one that is otherwise fetched once, from when a copy is too old.

/** Names a page of which an older copy is fetched again. */
export const keepIfOlder = (path: string, at: Date) => `${path}@${at.getTime()}`

/** Reads an entry of the list; `since` is null if any copy is good enough. */
export function parseKept(entry: string): { path: string; since: number | null } {
  const [path = '', since] = entry.split('@')
  return { path, since: since === undefined ? null : Number(since) }
}
