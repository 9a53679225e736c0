// The files of a version: the latest revision of each that was not set aside.
import { createHash } from 'node:crypto'
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import { type CourseFiles, findFileFault } from '#app/modules/courses/courses.server.ts'
import { readMedia } from '#app/modules/media/media.server.ts'
import { present } from '#app/present.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Reader, Tx } from '#app/site.ts'
import { fileRevisions } from '#db/schema/studio.ts'

export type RevisionKind = (typeof fileRevisions.kind.enumValues)[number]
type Reading = Pick<Reader, 'select' | 'connection'>

/** A file as it is. */
export interface StudioFile {
  name: string
  /** Its revision. */
  sequence: number
  /** Null for media. */
  content: string | null
  mediaHash: string | null
}

/** Loads the files of a version, by name, without those that were deleted. */
export async function loadFiles(read: Reading, versionId: string): Promise<Map<string, StudioFile>> {
  const heads = read
    .select({ head: sql<number>`max(${fileRevisions.sequence})`.as('head') })
    .from(fileRevisions)
    .where(and(eq(fileRevisions.versionId, versionId), ne(fileRevisions.kind, 'setAside')))
    .groupBy(fileRevisions.name)
    .as('heads')
  const rows = await read
    .select({
      name: fileRevisions.name,
      sequence: fileRevisions.sequence,
      content: fileRevisions.content,
      mediaHash: fileRevisions.mediaHash,
      kind: fileRevisions.kind,
    })
    .from(heads)
    .innerJoin(fileRevisions, eq(fileRevisions.sequence, heads.head))
    .orderBy(asc(fileRevisions.name))
  return new Map(rows.filter(({ kind }) => kind !== 'deleted').map(({ kind: _, ...file }) => [file.name, file]))
}

/** Loads one file as it is; null if there is none of that name. */
export async function findFile(read: Reading, versionId: string, name: string): Promise<StudioFile | null> {
  const [row] = await read
    .select()
    .from(fileRevisions)
    .where(and(eq(fileRevisions.versionId, versionId), eq(fileRevisions.name, name), ne(fileRevisions.kind, 'setAside')))
    .orderBy(desc(fileRevisions.sequence))
    .limit(1)
  return row && row.kind !== 'deleted' ? row : null
}

/** Loads a text file as it is. Throws 404. */
export async function requireText(read: Reading, versionId: string, name: string): Promise<StudioFile & { content: string }> {
  const file = await findFile(read, versionId, name)
  if (file?.content == null) throw notFound('这个文件')
  return { ...file, content: file.content }
}

/** The texts of a version, and the hashes of its media, as a check takes them. */
export async function loadTexts(read: Reading, versionId: string): Promise<{ texts: Map<string, Buffer>; stored: Map<string, string> }> {
  const [texts, stored] = [new Map<string, Buffer>(), new Map<string, string>()]
  for (const [name, { content, mediaHash }] of await loadFiles(read, versionId)) {
    if (mediaHash === null) texts.set(name, Buffer.from(content ?? ''))
    else stored.set(name, mediaHash)
  }
  return { texts, stored }
}

/** The bytes of all files of a version, one by one, as an export takes them. */
export async function* readAllBytes(read: Reader, versionId: string): AsyncGenerator<{ name: string; bytes: Buffer }> {
  for (const [name, { content, mediaHash }] of await loadFiles(read, versionId))
    yield { name, bytes: mediaHash === null ? Buffer.from(content ?? '') : (await readMedia({ read }, mediaHash)).bytes }
}

interface Revision {
  versionId: string
  name: string
  kind: RevisionKind
  content?: string | null
  mediaHash?: string | null
  basedOn?: number | null
}

/** Adds a revision; returns its number. Refuses with 422 a name or a size that no course may have. */
export async function addRevision(
  tx: Tx,
  { versionId, name, kind, content = null, mediaHash = null, basedOn = null }: Revision,
): Promise<number> {
  const fault = findFileFault(name, content === null ? 0 : Buffer.byteLength(content))
  if (fault) throw invalidInput({ content: [fault] }, fault)
  const [row] = await tx
    .insert(fileRevisions)
    .values({ versionId, name, kind, content, mediaHash, basedOn, by: tx.actor, at: tx.at })
    .returning({ sequence: fileRevisions.sequence })
  return present(row, 'stored revision').sequence
}

/** Begins the files of a version as they are given. */
export async function beginFiles(tx: Tx, versionId: string, files: Iterable<Pick<StudioFile, 'name' | 'content' | 'mediaHash'>>) {
  for (const { name, content, mediaHash } of files) await addRevision(tx, { versionId, name, kind: 'begun', content, mediaHash })
}

/** Hashes files as they came from outside, whatever their order. */
export function hashFiles(files: CourseFiles): string {
  const hash = createHash('sha256')
  for (const [name, bytes] of [...files].sort(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`${name}\n${bytes?.length ?? -1}\n`).update(bytes ?? '')
  return hash.digest('hex')
}
