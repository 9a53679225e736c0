// Reading a roster, as a thread does it.
import { fileOf } from '#app/importing/kept-files.server.ts'
import type { SiteAddress } from '#app/site.ts'
import { withSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { type JudgedFor, judgingFor } from './judging.ts'
import { fullBatches, readRoster, type RosterFacts } from './read-roster.server.ts'

/** A kept file, which the thread gets for itself, or one that is kept nowhere. */
export type RosterSource = { site: SiteAddress; fileId: string } | { bytes: Uint8Array }

const bytesOf = async (source: RosterSource): Promise<Buffer> =>
  'bytes' in source
    ? Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength)
    : withSite(source.site, (site) => fileOf(site, source.fileId))

/** Hands over batches of `ReadRows` as JSON: text crosses to another thread faster than objects do. */
export async function readRosterTask(
  { source, judgedFor, rowsAtOnce }: { source: RosterSource; judgedFor: JudgedFor; rowsAtOnce: number },
  emit: Emit<string>,
): Promise<RosterFacts> {
  const batches = fullBatches(readRoster(await bytesOf(source), judgingFor(judgedFor)), rowsAtOnce)
  for (;;) {
    const { done, value } = await batches.next()
    if (done) return value
    await emit(JSON.stringify(value))
  }
}
