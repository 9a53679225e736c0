// Which media frozen versions of courses name.
import { eq } from 'drizzle-orm'
import type { Site } from '#app/site.ts'
import { courseVersions } from '#db/schema/courses.ts'

/** Yields the hashes of the media of each frozen version but those that are known: a frozen version never changes. */
export async function* eachFrozenMedia(
  { read }: Pick<Site, 'read'>,
  known: ReadonlySet<string>,
): AsyncGenerator<{ versionId: string; hashes: string[] }> {
  const versions = await read.select({ id: courseVersions.id }).from(courseVersions)
  for (const { id } of versions.filter(({ id }) => !known.has(id))) {
    const [version] = await read.select({ content: courseVersions.content }).from(courseVersions).where(eq(courseVersions.id, id))
    const { media = {} } = (version?.content ?? {}) as { media?: Record<string, string> }
    yield { versionId: id, hashes: Object.values(media) }
  }
}
