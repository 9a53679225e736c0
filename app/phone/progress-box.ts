// The outbox of learning progress, and how a batch of it is sent, from a page or from the worker.
import type { ProgressEvent } from '#app/modules/learning/progress.events.ts'
import { type Deliver, formatSavedAt } from './delivery.ts'
import { openOutbox } from './outbox.ts'

const maxAtOnce = 100

export interface StoredProgress {
  key: string
  event: ProgressEvent
}

/** Opens the outbox of learning progress. */
export const openProgressOutbox = (account: string) => openOutbox<StoredProgress>(account, 'progress')

/** Sends a batch of learning progress. */
export const deliverProgress =
  (account: string): Deliver<StoredProgress> =>
  async (waiting, signal) => {
    const batch = waiting.slice(0, maxAtOnce)
    const answer = await fetch('/progress', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ account, events: batch.map(({ event }) => event) }),
      signal,
    })
    if (answer.status === 401) return { waits: '登录过期了。学到哪里都存在手机里，登录后会自动发出。' }
    // A response without this count is not the server's: a hotel's sign-in page answers 200 too. Then it is retried.
    const { saved } = answer.ok ? ((await answer.json()) as { saved?: number }) : {}
    if (typeof saved !== 'number') throw new Error(String(answer.status))
    return { done: batch.map(({ key }) => key), say: formatSavedAt() }
  }
