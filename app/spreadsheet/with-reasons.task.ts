// Giving a file back with the reasons in it, as a thread does it.
import type { Emit } from '#app/threads/tasks.server.ts'
import { emitWithReasons, type Reasons } from './with-reasons.server.ts'

/** `said`: the entries of `Reasons` as JSON. */
export const withReasonsTask = ({ bytes, said }: { bytes: Uint8Array; said: string }, emit: Emit<Uint8Array>): Promise<null> =>
  emitWithReasons(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), new Map(JSON.parse(said) as [string, [string, string, string]][]) satisfies Reasons, emit)
