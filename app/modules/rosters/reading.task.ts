// Reading a roster, as a thread does it.
import type { Emit } from '#app/threads/tasks.server.ts'
import { type JudgedFor, judgingFor } from './judging.ts'
import { fullBatches, readRoster, type RosterFacts } from './read-roster.server.ts'

/** Hands over batches of `ReadRows` as JSON: text crosses to another thread faster than objects do. */
export async function readRosterTask({ bytes, judgedFor, rowsAtOnce }: { bytes: Uint8Array; judgedFor: JudgedFor; rowsAtOnce: number }, emit: Emit<string>): Promise<RosterFacts> {
  const batches = fullBatches(readRoster(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), judgingFor(judgedFor)), rowsAtOnce)
  for (;;) {
    const { done, value } = await batches.next()
    if (done) return value
    await emit(JSON.stringify(value))
  }
}
