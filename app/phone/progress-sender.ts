// Sends what was learnt as soon as it can be sent, and keeps it on the phone until the server has acknowledged it.
import type { ProgressEvent } from '#app/modules/learning/progress.events.ts'
import { sendLater } from './background.ts'
import { openLearnt } from './learnt.ts'
import { openOutbox } from './outbox.ts'
import { type Deliver, sayKept, startSender } from './sender.ts'

const mostAtOnce = 100

export interface KeptProgress {
  key: string
  event: ProgressEvent
}

/** The box in which what was learnt waits. */
export const openProgress = (account: string) => openOutbox<KeptProgress>(account, 'progress')

/** Sends a batch of what was learnt. */
export const deliverProgress =
  (account: string): Deliver<KeptProgress> =>
  async (waiting, signal) => {
    const batch = waiting.slice(0, mostAtOnce)
    const answer = await fetch('/progress', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ account, events: batch.map(({ event }) => event) }),
      signal,
    })
    if (answer.status === 401) return { waits: '登录过期了。学到哪里都存在手机里，登录后会自动发出。' }
    // Whoever answers without this count is not the server: a hotel's sign-in page says 200 too. Then it is tried again.
    const { saved } = answer.ok ? ((await answer.json()) as { saved?: number }) : {}
    if (typeof saved !== 'number') throw new Error(String(answer.status))
    return { done: batch.map(({ key }) => key), say: sayKept() }
  }

/** `say` is given a line for the reader whenever what waits has changed. */
export function progressSender(account: string, say: (line: string) => void) {
  const box = openProgress(account)
  const learnt = openLearnt(account)
  const sender = startSender<KeptProgress>({ box, say, deliver: deliverProgress(account), waits: () => sendLater(account) })
  return {
    /** Sends an event, and keeps it. Each has a key of its own: an acknowledgement must never remove one that came after. */
    add(event: ProgressEvent) {
      const key = `${event.at} ${event.course}/${event.lesson}/${event.kind === 'section' ? event.section : `${event.key}=${event.value}`}`
      void learnt.keep(event)
      void sender.add({ key, event })
    },
    /** What the server may not have yet. */
    waiting: async () => (await box.all()).map(({ event }) => event),
    settle: sender.settle,
    canLeave: sender.canLeave,
  }
}
