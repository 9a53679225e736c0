// Sends learning progress as soon as possible, and keeps it on the phone until the server has acknowledged it.
import type { ProgressEvent } from '#app/modules/learning/progress.events.ts'
import { registerSync } from './background.ts'
import { openProgressMemory } from './progress-memory.ts'
import { deliverProgress, type StoredProgress, openProgressOutbox } from './progress-box.ts'
import { startSender } from './sender.ts'

/** `say` receives the status line for the reader whenever the waiting items change. */
export function createProgressSender(account: string, say: (line: string) => void) {
  const box = openProgressOutbox(account)
  const learnt = openProgressMemory(account)
  const sender = startSender<StoredProgress>({ box, say, deliver: deliverProgress(account), waits: () => registerSync(account) })
  return {
    /** Stores an event and sends it. Each has its own key: an acknowledgement must never remove a later event. */
    add(event: ProgressEvent) {
      const key = `${event.at} ${event.course}/${event.lesson}/${event.kind === 'section' ? event.section : `${event.key}=${event.value}`}`
      void learnt.keep(event)
      void sender.add({ key, event })
    },
    /** Returns the events that the server may not have yet. */
    waiting: async () => (await box.all()).map(({ event }) => event),
    settle: sender.settle,
    canLeave: sender.canLeave,
  }
}
