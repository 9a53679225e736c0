// Work that the server does by itself while it runs.
import { log } from './log.server.ts'

interface Upkeep {
  /** Milliseconds from one look for work to the next. */
  every: number
  /** What the log says if it failed. */
  failed: string
}

/**
 * Does the work now and from time to time, never twice at once; `goesOn` tells it when to end early. Returns a function that stops it and
 * waits until it has stopped.
 */
export function startUpkeep(work: (goesOn: () => boolean) => Promise<unknown>, { every, failed }: Upkeep): () => Promise<void> {
  let stopped = false
  let working: Promise<unknown> | null = null
  const look = () => {
    working ??= work(() => !stopped)
      .catch((fault: unknown) => log.error(failed, { fault }))
      .finally(() => (working = null))
  }
  const timer = setInterval(look, every)
  timer.unref()
  look()
  return async () => {
    stopped = true
    clearInterval(timer)
    await working
  }
}
