// The revisions of a file: of a text, of a picture, a sound or a video, and of what was deleted.
import { and, desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { courseMediaKindOf } from '#app/modules/media/media.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { fileRevisions } from '#db/schema/studio.ts'
import { isYamlFile } from '../blocks.ts'
import { type ComparedBlock, compareTexts } from '../compare.ts'
import { findFile, findRevision, type RevisionKind, type StudioFile } from '../files.server.ts'
import type { ShownKind } from '../media/version-media-file.ts'
import { titleOf } from '../outline.ts'
import { readTitle } from '../queries.server.ts'
import { namesOf } from '../remarks.server.ts'
import { isWritableBy, requireVersion } from '../rights.server.ts'
import { findLastText } from './deleted-files.server.ts'

interface FileOfVersion {
  versionId: string
  name: string
}

export interface RevisionLine {
  sequence: number
  kind: RevisionKind
  by: string
  at: Date
  /** Characters; null for media, and where the file was deleted. */
  length: number | null
}

const maxRevisionsShown = 500

/** Lists the revisions of a file, the latest first. Throws 404. */
export async function listRevisions(site: Site, viewer: Viewer, file: FileOfVersion): Promise<RevisionLine[]> {
  await requireVersion(site.read, viewer, file.versionId)
  return loadRevisions(site, file)
}

async function loadRevisions(site: Site, { versionId, name }: FileOfVersion): Promise<RevisionLine[]> {
  const rows = await site.read
    .select()
    .from(fileRevisions)
    .where(and(eq(fileRevisions.versionId, versionId), eq(fileRevisions.name, name)))
    .orderBy(desc(fileRevisions.sequence))
    .limit(maxRevisionsShown)
  if (rows.length === 0) throw notFound('这个文件')
  const names = await namesOf(
    site.read,
    rows.map(({ by }) => by),
  )
  return rows.map(({ sequence, kind, by, at, content }) => ({
    sequence,
    kind,
    by: names.get(by) ?? '系统',
    at,
    length: content?.length ?? null,
  }))
}

export interface ShownRevision {
  sequence: number
  /** Null for media. */
  content: string | null
  /** What changed from it to the text as it is now. */
  compared: ComparedBlock[]
  /** Whether the file is so now. */
  isSame: boolean
}

/** Returns a revision with what changed from it to the file as it is now. Throws 404. */
async function readRevision(site: Site, which: FileOfVersion & { sequence: number }, now: StudioFile | null): Promise<ShownRevision> {
  const row = await findRevision(site.read, which)
  if (!row || row.kind === 'deleted') throw notFound('这一稿')
  return {
    sequence: which.sequence,
    content: row.content,
    compared: row.content === null ? [] : compareTexts(row.content, now?.content ?? '', { isYaml: isYamlFile(which.name) }),
    isSame: now !== null && now.content === row.content && now.mediaHash === row.mediaHash,
  }
}

export interface FileHistory {
  versionId: string
  ordinal: number
  course: { slug: string; title: string }
  name: string
  /** What people call it: the title of a lesson. */
  title: string
  /** The revision that is used now; null if the file was deleted. */
  sequence: number | null
  canWrite: boolean
  /** Null for a text. */
  media: ShownKind | null
  revisions: RevisionLine[]
  shown: ShownRevision | null
}

/** Returns the revisions of a file with the one that is looked at. Throws 404. */
export async function readFileHistory(
  site: Site,
  viewer: Viewer,
  { at, ...file }: FileOfVersion & { at: number | null },
): Promise<FileHistory> {
  const { versionId, name } = file
  const version = await requireVersion(site.read, viewer, versionId)
  const [revisions, now] = [await loadRevisions(site, file), await findFile(site.read, versionId, name)]
  return {
    versionId,
    ordinal: version.ordinal,
    course: { slug: version.course.slug, title: await readTitle(site.read, versionId) },
    name,
    title: titleOf(name, await findLastText(site.read, versionId, name)),
    sequence: now?.sequence ?? null,
    canWrite: isWritableBy(viewer, version),
    media: courseMediaKindOf(name)?.kind ?? null,
    revisions,
    shown: at === null ? null : await readRevision(site, { ...file, sequence: at }, now),
  }
}
