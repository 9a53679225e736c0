// What the server does by itself about media: it makes what phones get of the photographs of published courses before anybody asks, and
// deletes media that nothing names any more.
import { eachFrozenMedia, listFolderMedia } from '#app/modules/courses/courses.server.ts'
import { deleteUnnamedMedia, deriveVariants, type FindNamed, listUnscaledPhotographs } from '#app/modules/media/media.server.ts'
import { log } from '#app/log.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { startUpkeep } from '#app/upkeep.server.ts'
import { inValues } from '#db/in-values.ts'
import { fileRevisions } from '#db/schema/studio.ts'

/** Milliseconds from a publication to the first of its photographs, at most. */
const untilScaled = 10_000
const untilTidied = 6 * 3_600_000

/**
 * Scales the photographs of frozen versions that were not scaled yet, one after the other, outside of this thread. `done` are versions of
 * which nothing is missing; they are remembered. What was begun and not finished, also by an earlier process, is done now.
 */
export async function scalePublished(
  site: Pick<Site, 'read' | 'write'>,
  done: Set<string>,
  goesOn: () => boolean = () => true,
): Promise<void> {
  for await (const { versionId, hashes } of eachFrozenMedia(site, done)) {
    for (const hash of await listUnscaledPhotographs(site, hashes)) {
      if (!goesOn()) return
      try {
        await deriveVariants(site, hash)
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault
        if (fault.status === 429) return // authors come first; what is missing is found again
        log.warn('a photograph of a published course could not be scaled', { hash, fault })
      }
    }
    done.add(versionId)
  }
}

/** Deletes media that no revision of a file names, no frozen version of a course, and no course of the release. Returns how many. */
export async function deleteUnusedMedia(
  site: Pick<Site, 'read' | 'write' | 'now' | 'contentFolder'>,
  goesOn: () => boolean = () => true,
): Promise<number> {
  const kept = new Set<string>()
  for await (const { hashes } of eachFrozenMedia(site, new Set())) for (const hash of hashes) kept.add(hash)
  let ofFolder: ReadonlySet<string> | null = null
  const findNamed: FindNamed = async (read, hashes) => {
    const others = hashes.filter((hash) => !kept.has(hash))
    const shown = others.length === 0 ? [] : await readShown(read, others)
    const named = new Set([...hashes.filter((hash) => kept.has(hash)), ...shown])
    if (named.size === hashes.length) return named
    ofFolder ??= await listFolderMedia(site) // reading the folder takes seconds, and is hardly ever needed
    return new Set([...named, ...ofFolder])
  }
  return deleteUnnamedMedia(site, findNamed, goesOn)
}

async function readShown(read: Parameters<FindNamed>[0], hashes: readonly string[]): Promise<string[]> {
  const rows = await read
    .select({ hash: fileRevisions.mediaHash })
    .from(fileRevisions)
    .where(inValues(fileRevisions.mediaHash, [...hashes]))
    .groupBy(fileRevisions.mediaHash)
  return rows.flatMap(({ hash }) => hash ?? [])
}

/** Starts both. Returns what stops them and waits until they have stopped. */
export function startMediaUpkeep(site: Pick<Site, 'read' | 'write' | 'now' | 'contentFolder'>): () => Promise<void> {
  const done = new Set<string>()
  const stops = [
    startUpkeep((goesOn) => scalePublished(site, done, goesOn), { every: untilScaled, failed: 'photographs could not be scaled' }),
    startUpkeep((goesOn) => deleteUnusedMedia(site, goesOn), { every: untilTidied, failed: 'unused media could not be deleted' }),
  ]
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}
