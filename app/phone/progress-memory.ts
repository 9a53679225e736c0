// What was learnt on this phone, kept beside what waits to be sent: a page that was kept some days ago does not know it.
import type { ProgressEvent } from '#app/modules/learning/progress.events.ts'
import { openOutbox } from './outbox.ts'

const keyOf = (event: ProgressEvent) => `${event.course}/${event.lesson}/${event.kind === 'section' ? event.section : event.key}`

/** The memory of an account on this phone: of each section and each mark the last that happened. */
export function openProgressMemory(account: string) {
  const box = openOutbox<ProgressEvent>(account, 'learnt')
  return {
    keep: (event: ProgressEvent) => box.put(keyOf(event), event), // only a memory: where there is no room for it, the server knows
    of: async (course: string) => (await box.all()).filter((event) => event.course === course),
  }
}
