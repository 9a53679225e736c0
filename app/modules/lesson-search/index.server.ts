// Keeps the index of course versions: written with a version when it is frozen, and slice by slice for those frozen before there was one.
import { setTimeout as pause } from 'node:timers/promises'
import { count, desc, eq, isNull } from 'drizzle-orm'
import type { Reader, Site, Tx } from '#app/site.ts'
import { startUpkeep } from '#app/upkeep.server.ts'
import { createInserter } from '#db/inserter.ts'
import { lessonTerms } from '#db/lesson-search.ts'
import { lessonPassages, searchedVersions } from '#db/schema/lesson-search.ts'
import { courseVersions } from '#db/views/courses.ts'
import { eachPassage, listPassages, type Passage, type SearchedCourse } from './passages.ts'
import { toSoundTerms, toTerms } from './terms.server.ts'

const insertPassages = createInserter(lessonPassages)
const insertTerms = createInserter(lessonTerms)

interface Entry {
  passage: Passage
  terms: { heading: string; body: string; sounds: string }
}

const toEntry = (passage: Passage): Entry => ({
  passage,
  terms: { heading: toTerms(passage.heading), body: toTerms(passage.body), sounds: toSoundTerms(passage.heading) },
})

async function insertEntries(tx: Tx, courseVersionId: string, entries: readonly Entry[]) {
  const [last] = await tx.select({ id: lessonPassages.id }).from(lessonPassages).orderBy(desc(lessonPassages.id)).limit(1)
  const next = (last?.id ?? 0) + 1
  await insertPassages(
    tx,
    entries.map(({ passage }, i) => ({ id: next + i, courseVersionId, ...passage })),
  )
  await insertTerms(
    tx,
    entries.map(({ terms }, i) => ({ id: next + i, ...terms })),
  )
}

const markSearched = (tx: Tx, courseVersionId: string) =>
  tx.insert(searchedVersions).values({ courseVersionId, at: tx.at }).onConflictDoNothing()

/** Passages indexed in one write: others wait some ten milliseconds for it. */
const sliceSize = 100
/** Passages indexed in the write that freezes a version: more than our largest course has. */
const maxAtOnce = 200

/**
 * Indexes a version that was just frozen, in the same transaction. A huge one is left to the indexer, which does it in slices
 * within seconds, so that nobody waits for it.
 */
export async function indexVersion(tx: Tx, courseVersionId: string, course: SearchedCourse) {
  const passages: Passage[] = []
  for (const passage of eachPassage(course)) if (passages.push(passage) > maxAtOnce) break
  if (passages.length > maxAtOnce) return
  await insertEntries(tx, courseVersionId, passages.map(toEntry))
  await markSearched(tx, courseVersionId)
}

/** Finds a version that is not indexed, or not to its end. */
async function findMissing(read: Pick<Reader, 'select'>) {
  const [missing] = await read
    .select({ id: courseVersions.id, content: courseVersions.content })
    .from(courseVersions)
    .leftJoin(searchedVersions, eq(searchedVersions.courseVersionId, courseVersions.id))
    .where(isNull(searchedVersions.courseVersionId))
    .limit(1)
  return missing
}

/** Indexes the next slice of a version. Returns whether it is complete. */
const indexSlice = (site: Pick<Site, 'write'>, courseVersionId: string, passages: readonly Passage[]): Promise<boolean> =>
  site.write(
    'system',
    'index lessons',
    async (tx) => {
      const [there] = await tx.select({ passages: count() }).from(lessonPassages).where(eq(lessonPassages.courseVersionId, courseVersionId))
      const done = there?.passages ?? 0
      await insertEntries(tx, courseVersionId, passages.slice(done, done + sliceSize).map(toEntry))
      const isComplete = done + sliceSize >= passages.length
      if (isComplete) await markSearched(tx, courseVersionId)
      return isComplete
    },
    { lane: 'bulk' },
  )

/** Indexes all versions that are not indexed yet. Returns how many they were. */
export async function indexMissingVersions(site: Pick<Site, 'read' | 'write'>, goesOn: () => boolean = () => true): Promise<number> {
  let done = 0
  for (let missing = await findMissing(site.read); missing && goesOn(); missing = await findMissing(site.read)) {
    const passages = listPassages(missing.content as SearchedCourse)
    let isComplete = false
    while (!isComplete && goesOn()) {
      isComplete = await indexSlice(site, missing.id, passages)
      await pause(10) // lets other work run
    }
    if (isComplete) done += 1
  }
  return done
}

/** Milliseconds between looks for versions that are not indexed. */
const pollInterval = 5_000

/** Starts the server's indexer of lessons. Returns a function that stops it and waits until it has stopped. */
export const startLessonIndexer = (site: Pick<Site, 'read' | 'write'>) =>
  startUpkeep((goesOn) => indexMissingVersions(site, goesOn), { every: pollInterval, failed: 'the lessons could not be indexed' })
