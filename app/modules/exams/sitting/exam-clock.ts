// Time elapsed in the exam, by the server's timestamps and the phone's monotonic clock. The phone's own date and time are never used.

export interface ExamClock {
  /** Milliseconds since the opening. Never goes back. */
  elapsed(): number
  /** Applies the server's current time (ISO). Moves the clock forward, never back: the response took a while to arrive. */
  sync(serverNow: string): void
}

interface Start {
  openedAt: string
  /** The page's timestamp, and the page's age by the monotonic clock. */
  serverNow: string
  age: number
  /** Elapsed time when the last answer on this phone was given: a cached copy of the page may carry an old timestamp. */
  atLeast: number
  monotonic: () => number
}

export function createExamClock({ openedAt, serverNow, age, atLeast, monotonic }: Start): ExamClock {
  const opened = Date.parse(openedAt)
  let base = Math.max(Date.parse(serverNow) - opened + Math.max(0, age), atLeast, 0)
  let heardAt = monotonic()
  const elapsed = () => Math.round(base + (monotonic() - heardAt))
  return {
    elapsed,
    sync(now) {
      base = Math.max(elapsed(), Date.parse(now) - opened)
      heardAt = monotonic()
    },
  }
}

/** Formats the time left: minutes while there are many, then minutes and seconds. */
export function formatTimeLeft(milliseconds: number) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  if (seconds >= 600) return `${Math.floor(seconds / 60)} 分钟`
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
