// Giving a file back with the reasons in it, as a thread does it.
import type { Emit } from '#app/threads/tasks.server.ts'
import { type Reasons, writeWithReasons } from './with-reasons.server.ts'

/** `said`: the entries of `Reasons` as JSON. Chunks of a few kilobytes are put together. */
export async function withReasonsTask({ bytes, said }: { bytes: Uint8Array; said: string }, emit: Emit<Uint8Array>): Promise<null> {
  const reasons: Reasons = new Map(JSON.parse(said) as [string, [string, string, string]][])
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const chunk of writeWithReasons(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), reasons)) {
    waiting.push(chunk)
    size += chunk.length
    if (size < 65_536) continue
    await emit(new Uint8Array(Buffer.concat(waiting)))
    waiting = []
    size = 0
  }
  await emit(new Uint8Array(Buffer.concat(waiting)))
  return null
}
