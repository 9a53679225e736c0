// Learning progress on this phone, kept in addition to the outbox: a page that was cached some days ago does not show
// it.
import type { ProgressEvent } from '#app/modules/learning/progress.events.ts'
import { openOutbox } from './outbox.ts'

const keyOf = (event: ProgressEvent) => `${event.course}/${event.lesson}/${event.kind === 'section' ? event.section : event.key}`

/** Opens the memory of an account on this phone: the latest event of each section and each mark. */
export function openProgressMemory(account: string) {
  const box = openOutbox<ProgressEvent>(account, 'learnt')
  return {
    keep: (event: ProgressEvent) => box.put(keyOf(event), event), // only a memory: if there is no space for it, the server knows
    of: async (course: string) => (await box.all()).filter((event) => event.course === course),
  }
}
