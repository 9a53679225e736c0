// Reads a roster's file without blocking.
import { readStoredFile, isSinglePiece } from '#app/importing/stored-files.server.ts'
import { maxAtOnce } from '#app/modules/households/households.server.ts'
import type { Site } from '#app/site.ts'
import { toUnreadable, readInline, fileLimits } from '#app/spreadsheet/in-thread.server.ts'
import { type ValidationContext, createValidationOptions } from './validation-options.ts'
import { fullBatches, readRoster, type ReadRows, type RosterFacts } from './read-roster.server.ts'

/**
 * Reads the rows of a stored or given file in batches, validated; finally returns further facts about the file. Throws 422 if it cannot be
 * read.
 */
export async function* readRosterFile(
  site: Pick<Site, 'threads' | 'read' | 'keys' | 'address'>,
  file: string | Buffer,
  context: ValidationContext,
): AsyncGenerator<ReadRows, RosterFacts> {
  // A large stored file is not loaded here at all.
  const bytes = typeof file !== 'string' ? file : (await isSinglePiece(site, file)) ? await readStoredFile(site, file) : null
  const small =
    bytes && (await readInline(bytes, () => fullBatches(readRoster(bytes, createValidationOptions(context), { atOnce: true }), maxAtOnce)))
  if (small) {
    yield* small.all
    return small.end
  }
  const source = typeof file === 'string' ? { site: site.address(), fileId: file } : { bytes: file }
  const reading = site.threads.stream(
    'rosters.read',
    { source, judgedFor: context, rowsAtOnce: maxAtOnce },
    fileLimits(context.viewer.accountId),
  )
  try {
    for (;;) {
      const { done, value } = await reading.next()
      if (done) return value
      yield JSON.parse(value) as ReadRows
    }
  } catch (fault) {
    throw toUnreadable(fault)
  } finally {
    await reading.return(undefined as never) // it has said all that it had to, or nobody listens any more
  }
}
