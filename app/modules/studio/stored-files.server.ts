// Reads the files of a version as they are stored. Threads do too, so nothing that is large to load stands here.
import { and, asc, eq, like, ne, or, type SQL, sql } from 'drizzle-orm'
import { listBankFiles } from '#app/modules/courses/bank-files.ts'
import { present } from '#app/present.ts'
import type { Reader } from '#app/site.ts'
import { fileRevisions } from '#db/schema/studio.ts'

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
export const loadFiles = (read: Reading, versionId: string) => loadFilesLike(read, versionId, undefined)

/** The files of the question bank among the files of a version, in their order. */
export const bankFilesOf = (files: ReadonlyMap<string, StudioFile>): (StudioFile & { content: string })[] =>
  listBankFiles(files.keys()).map((name) => {
    const file = present(files.get(name), name)
    return { ...file, content: file.content ?? '' }
  })

/** Loads the files of the question bank of a version, in their order. */
export const loadBankFiles = async (read: Reading, versionId: string) => bankFilesOf(await loadFilesLike(read, versionId, ofBank))

/** A file of a bank as it is, without its text. */
export type BankHead = Pick<StudioFile, 'name' | 'sequence'>

/** Lists the files of the question bank of a version, in their order, without reading them. */
export async function listBankHeads(read: Reading, versionId: string): Promise<BankHead[]> {
  const heads = headsOf(read, versionId, ofBank)
  const rows = await read
    .select({ name: fileRevisions.name, sequence: fileRevisions.sequence, kind: fileRevisions.kind })
    .from(heads)
    .innerJoin(fileRevisions, eq(fileRevisions.sequence, heads.head))
  const files = new Map(rows.flatMap(({ kind, ...file }) => (kind === 'deleted' ? [] : [[file.name, file] as const])))
  return listBankFiles(files.keys()).map((name) => present(files.get(name), name))
}

const ofBank = like(fileRevisions.name, 'questions%.yaml')

/** Loads the pictures of a version that questions may show, by name. */
export const loadPictureFiles = (read: Reading, versionId: string) =>
  loadFilesLike(read, versionId, or(...['svg', 'jpg', 'png', 'webp'].map((ending) => like(fileRevisions.name, `%.${ending}`))))

/** The latest revision of each file that was not set aside, also of those that were deleted. */
export const headsOf = (read: Reading, versionId: string, names?: SQL) =>
  read
    .select({ head: sql<number>`max(${fileRevisions.sequence})`.as('head') })
    .from(fileRevisions)
    .where(and(eq(fileRevisions.versionId, versionId), ne(fileRevisions.kind, 'setAside'), names))
    .groupBy(fileRevisions.name)
    .as('heads')

async function loadFilesLike(read: Reading, versionId: string, names: SQL | undefined): Promise<Map<string, StudioFile>> {
  const heads = headsOf(read, versionId, names)
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
