// How much of the exam has passed, by the server's stamps and the phone's monotonic clock. The phone's own date and time
// are never asked.

export interface ExamClock {
  /** Milliseconds since the opening. Never goes back. */
  elapsed(): number
  /** What the server says it is now (ISO). Moves the clock on, never back: the answer took a while to come. */
  sync(serverNow: string): void
}

interface Start {
  openedAt: string
  /** The stamp of the page, and how long ago by the monotonic clock the page came. */
  serverNow: string
  age: number
  /** What had passed when the last answer on this phone was given: a kept copy of the page may carry an old stamp. */
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

/** What is left, for people: minutes while there are many, then minutes and seconds. */
export function formatTimeLeft(milliseconds: number) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  if (seconds >= 600) return `${Math.floor(seconds / 60)} 分钟`
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
