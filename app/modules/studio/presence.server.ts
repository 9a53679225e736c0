// Who has which lesson open now, in memory: it helps two authors to see each other, and is wrong for seconds at most.

const seconds = 20
const open = new Map<string, Map<string, { name: string; at: number }>>()

/** Notes that somebody has a file open, and returns the names of the others who have. */
export function noteOpen(file: string, { accountId, name }: { accountId: string; name: string }, now: Date): string[] {
  const here = open.get(file) ?? new Map<string, { name: string; at: number }>()
  open.set(file, here)
  const until = now.getTime() - seconds * 1000
  for (const [id, { at }] of here) if (at < until) here.delete(id)
  here.set(accountId, { name, at: now.getTime() })
  for (const oldest of open.keys()) {
    if (open.size <= 2_000) break // far more than anybody has open: the oldest is forgotten
    open.delete(oldest)
  }
  return [...here].filter(([id]) => id !== accountId).map(([, { name: other }]) => other)
}

/** Notes that somebody closed it. */
export const noteClosed = (file: string, accountId: string) => void open.get(file)?.delete(accountId)
