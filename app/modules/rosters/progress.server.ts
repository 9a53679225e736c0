// The progress of reading or importing a roster; and the work itself, which continues after the response is sent.
import { log } from '#app/log.server.ts'
import { Refusal } from '#app/refusal.ts'

const rowsDone = new Map<string, number>()
const running = new Map<string, Promise<unknown>>()

export const reportProgress = (importId: string, rows: number) => void rowsDone.set(importId, rows)

/** Returns the rows done so far; null if no work is running. */
export const getProgress = (importId: string) => (running.has(importId) ? (rowsDone.get(importId) ?? 0) : null)

/**
 * Starts the work unless it is running, and waits for it a little: small rosters are done when the response is sent. A refusal within that
 * time is thrown; a later one is stored with the roster. Faults are logged.
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
