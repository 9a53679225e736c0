// How far a roster is, while it is being read or taken in; and the work itself, which goes on after the answer is sent.
import { log } from '#app/log.server.ts'
import { Refusal } from '#app/refusal.ts'

const rowsDone = new Map<string, number>()
const running = new Map<string, Promise<unknown>>()

export const reportProgress = (importId: string, rows: number) => void rowsDone.set(importId, rows)

/** Rows done so far; null if nobody is at work. */
export const getProgress = (importId: string) => (running.has(importId) ? (rowsDone.get(importId) ?? 0) : null)

/**
 * Starts the work unless it is under way, and waits for it a little: small rosters are done when the answer goes out.
 * A refusal within that time is passed on; later, the roster keeps it. Faults are logged.
 */
export async function runInBackground(importId: string, work: () => Promise<unknown>, patience = 1_500): Promise<void> {
  if (!running.has(importId)) {
    rowsDone.delete(importId)
    const going = work().finally(() => running.delete(importId))
    running.set(importId, going)
    going.catch((fault: unknown) => {
      if (!(fault instanceof Refusal)) log.error('roster failed', { roster: importId, fault })
    })
  }
  await Promise.race([running.get(importId), new Promise<void>((resolve) => void setTimeout(resolve, patience).unref())])
}
