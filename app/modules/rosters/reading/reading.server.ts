// Reading a roster's file without keeping anybody waiting.
import { fileOf, isOnePiece } from '#app/importing/kept-files.server.ts'
import { mostAtOnce } from '#app/modules/households/households.server.ts'
import type { Site } from '#app/site.ts'
import { asUnreadable, atOnce, fileLimits } from '#app/spreadsheet/apart.server.ts'
import { type JudgedFor, judgingFor } from './judging.ts'
import { fullBatches, readRoster, type ReadRows, type RosterFacts } from './read-roster.server.ts'

/**
 * The rows of a file, kept under this id or given as it is, in batches, judged; in the end, what else is to be known of the
 * file. Refuses with 422 what cannot be read.
 */
export async function* readRosterFile(
  site: Pick<Site, 'threads' | 'read' | 'keys' | 'address'>,
  file: string | Buffer,
  judgedFor: JudgedFor,
): AsyncGenerator<ReadRows, RosterFacts> {
  // Of a large kept file not a byte is touched here.
  const bytes = typeof file !== 'string' ? file : (await isOnePiece(site, file)) ? await fileOf(site, file) : null
  const small = bytes && (await atOnce(bytes, () => fullBatches(readRoster(bytes, judgingFor(judgedFor), { atOnce: true }), mostAtOnce)))
  if (small) {
    yield* small.all
    return small.end
  }
  const source = typeof file === 'string' ? { site: site.address(), fileId: file } : { bytes: file }
  const reading = site.threads.stream('rosters.read', { source, judgedFor, rowsAtOnce: mostAtOnce }, fileLimits(judgedFor.viewer.accountId))
  try {
    for (;;) {
      const { done, value } = await reading.next()
      if (done) return value
      yield JSON.parse(value) as ReadRows
    }
  } catch (fault) {
    throw asUnreadable(fault)
  } finally {
    await reading.return(undefined)
  }
}
