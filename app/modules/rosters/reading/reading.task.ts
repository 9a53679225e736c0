// Thread task that reads a roster.
import { readStoredFile } from '#app/importing/stored-files.server.ts'
import type { SiteAddress } from '#app/site.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { type ValidationContext, createValidationOptions } from './validation-options.ts'
import { fullBatches, readRoster, type RosterFacts } from './read-roster.server.ts'

/** A stored file, which the thread loads itself, or one that is not stored. */
export type RosterSource = { site: SiteAddress; fileId: string } | { bytes: Uint8Array }

const bytesOf = async (source: RosterSource): Promise<Buffer> =>
  'bytes' in source
    ? Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength)
    : withThreadSite(source.site, (site) => readStoredFile(site, source.fileId))

/** Sends batches of `ReadRows` as JSON: text crosses to another thread faster than objects do. */
export async function readRosterTask(
  { source, judgedFor: context, rowsAtOnce }: { source: RosterSource; judgedFor: ValidationContext; rowsAtOnce: number },
  emit: Emit<string>,
): Promise<RosterFacts> {
  const batches = fullBatches(readRoster(await bytesOf(source), createValidationOptions(context)), rowsAtOnce)
  for (;;) {
    const { done, value } = await batches.next()
    if (done) return value
    await emit(JSON.stringify(value))
  }
}
