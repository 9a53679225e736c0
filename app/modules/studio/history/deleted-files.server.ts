// The files of a version that were deleted: each can be brought back from its revisions.
import { and, desc, eq, isNotNull, ne, or } from 'drizzle-orm'
import type { Reader } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { fileRevisions } from '#db/schema/studio.ts'
import { isLesson } from '../blocks.ts'
import { headsOf } from '../files.server.ts'
import { titleOf } from '../outline.ts'
import { namesOf } from '../remarks.server.ts'

type Reading = Pick<Reader, 'select' | 'connection'>

export interface DeletedFile {
  name: string
  /** What people called it: the title of a lesson. */
  title: string
  by: string
  at: Date
}

/** More are not listed: those before are found by whoever brings back the later ones. */
const maxListed = 100

/** Lists the files that were deleted, the latest first. */
export async function listDeletedFiles(read: Reading, versionId: string): Promise<DeletedFile[]> {
  const heads = headsOf(read, versionId)
  const rows = await read
    .select({ name: fileRevisions.name, by: fileRevisions.by, at: fileRevisions.at, last: fileRevisions.basedOn })
    .from(heads)
    .innerJoin(fileRevisions, eq(fileRevisions.sequence, heads.head))
    .where(eq(fileRevisions.kind, 'deleted'))
    .orderBy(desc(fileRevisions.sequence))
    .limit(maxListed)
  const names = await namesOf(
    read,
    rows.map(({ by }) => by),
  )
  const lessons = await read
    .select({ sequence: fileRevisions.sequence, content: fileRevisions.content })
    .from(fileRevisions)
    .where(
      inValues(
        fileRevisions.sequence,
        rows.flatMap(({ name, last }) => (last !== null && isLesson(name) ? [last] : [])),
      ),
    )
  const texts = new Map(lessons.map(({ sequence, content }) => [sequence, content]))
  return rows.map(({ name, by, at, last }) => ({ name, title: titleOf(name, texts.get(last ?? 0)), by: names.get(by) ?? '系统', at }))
}

/** The text of a file as it was last, also if it was deleted; null for media. */
export async function findLastText(read: Reading, versionId: string, name: string): Promise<string | null> {
  const [row] = await read
    .select({ content: fileRevisions.content })
    .from(fileRevisions)
    .where(
      and(
        eq(fileRevisions.versionId, versionId),
        eq(fileRevisions.name, name),
        ne(fileRevisions.kind, 'setAside'),
        or(isNotNull(fileRevisions.content), isNotNull(fileRevisions.mediaHash)),
      ),
    )
    .orderBy(desc(fileRevisions.sequence))
    .limit(1)
  return row?.content ?? null
}
