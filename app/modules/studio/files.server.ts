// The files of a version: the latest revision of each that was not set aside.
import { createHash } from 'node:crypto'
import { and, desc, eq, ne } from 'drizzle-orm'
import { type CourseFiles, findFileFault } from '#app/modules/courses/courses.server.ts'
import { readMedia } from '#app/modules/media/media.server.ts'
import { present } from '#app/present.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Reader, Tx } from '#app/site.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { fileRevisions } from '#db/schema/studio.ts'
import { loadFiles, type StudioFile } from './stored-files.server.ts'

export {
  type BankHead,
  bankFilesOf,
  headsOf,
  listBankHeads,
  loadBankFiles,
  loadFiles,
  loadPictureFiles,
  type StudioFile,
} from './stored-files.server.ts'

export type RevisionKind = (typeof fileRevisions.kind.enumValues)[number]
type Reading = Pick<Reader, 'select' | 'connection'>

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

/** Finds a revision of a file, also one that was set aside; undefined if it is none of this file. */
export async function findRevision(read: Reading, { versionId, name, sequence }: { versionId: string; name: string; sequence: number }) {
  const [row] = await read
    .select()
    .from(fileRevisions)
    .where(and(eq(fileRevisions.sequence, sequence), eq(fileRevisions.versionId, versionId), eq(fileRevisions.name, name)))
  return row
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

/** The bytes of a file: a text has them itself. */
export const readBytes = async (read: Reader, { content, mediaHash }: StudioFile): Promise<Buffer> =>
  mediaHash === null ? Buffer.from(content ?? '') : (await readMedia({ read }, mediaHash)).bytes

/** The hash by which the bytes of a file are known. */
export const hashOf = ({ content, mediaHash }: StudioFile): string => mediaHash ?? hashBytes(Buffer.from(content ?? ''))

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
