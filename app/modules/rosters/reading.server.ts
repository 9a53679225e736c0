// Reading a roster's file without keeping anybody waiting.
import { mostAtOnce } from '#app/modules/households/households.server.ts'
import type { Site } from '#app/site.ts'
import { asUnreadable, atOnce, fileLimits } from '#app/spreadsheet/apart.server.ts'
import { type JudgedFor, judgingFor } from './judging.ts'
import { fullBatches, readRoster, type ReadRows, type RosterFacts } from './read-roster.server.ts'

/** The rows in batches, judged; in the end, what else is to be known of the file. Refuses with 422 what cannot be read. */
export async function* readRosterFile({ threads }: Pick<Site, 'threads'>, bytes: Buffer, judgedFor: JudgedFor): AsyncGenerator<ReadRows, RosterFacts> {
  const small = await atOnce(bytes, () => fullBatches(readRoster(bytes, judgingFor(judgedFor), { atOnce: true }), mostAtOnce))
  if (small) {
    yield* small.all
    return small.end
  }
  const reading = threads.stream('rosters.read', { bytes, judgedFor, rowsAtOnce: mostAtOnce }, fileLimits(judgedFor.viewer.accountId))
  try {
    for (;;) {
      const { done, value } = await reading.next()
      if (done) return value
      yield JSON.parse(value) as ReadRows
    }
  } catch (fault) {
    throw asUnreadable(fault)
  } finally {
    await reading.return(undefined as never)
  }
}
