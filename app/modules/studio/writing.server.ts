// Saving and adding the files of a version. Nothing that was saved is ever lost: each save is a revision.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { invalidInput, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { fileRevisions } from '#db/schema/studio.ts'
import { isYamlFile } from './blocks.ts'
import { addRevision, findRevision, loadFiles, requireText, type RevisionKind, type StudioFile } from './files.server.ts'
import { type MergedPart, mergeTexts } from './merge.ts'
import { requireWritable } from './rights.server.ts'

/** How many revisions of one file are kept before saving is refused: years of writing. */
const maxRevisions = 20_000

export interface Saving {
  versionId: string
  name: string
  content: string
  /** The revision that the text was written from. */
  base: number
}

export type Saved =
  /** `content` differs from what was sent if somebody else's changes were merged into it. */
  | { kind: 'saved' | 'merged'; sequence: number; content: string }
  /** The same block was written differently by two people: nothing was changed, and the sent text is kept beside. */
  | { kind: 'conflict'; sequence: number; by: string; parts: MergedPart[] }

/**
 * Saves a text file. If somebody else saved since `base`, their changes and these are merged; where both wrote the same block differently,
 * the answer has both, and what was sent is kept as a revision that was set aside. Saving what is there already adds nothing. Throws 403,
 * 404, 409 or 422.
 */
export const saveFile = (site: Site, viewer: Viewer, saving: Saving): Promise<Saved> =>
  site.write(viewer.accountId, 'save a file of a course', async (tx) => {
    await requireWritable(tx, viewer, saving.versionId)
    const now = await requireText(tx, saving.versionId, saving.name)
    if (now.content === saving.content) return { kind: 'saved', sequence: now.sequence, content: now.content }
    if (now.sequence === saving.base)
      return { kind: 'saved', sequence: await add(tx, saving, 'saved', saving.content), content: saving.content }
    return mergeInto(tx, saving, now)
  })

async function mergeInto(tx: Tx, saving: Saving, now: StudioFile & { content: string }): Promise<Saved> {
  const base = await findRevision(tx, { ...saving, sequence: saving.base })
  if (!base) throw invalidInput({ base: ['不知道是从哪一稿改的，请重新打开这个文件，再把您写的贴进去。'] })
  const { text, parts } = mergeTexts(
    { base: base.content ?? '', mine: saving.content, theirs: now.content },
    { isYaml: isYamlFile(saving.name) },
  )
  if (text === now.content) return { kind: 'merged', sequence: now.sequence, content: text }
  if (text !== null) return { kind: 'merged', sequence: await add(tx, saving, 'merged', text, now.sequence), content: text }
  await add(tx, saving, 'setAside', saving.content)
  const [theirs] = await tx.select({ by: fileRevisions.by }).from(fileRevisions).where(eq(fileRevisions.sequence, now.sequence))
  return { kind: 'conflict', sequence: now.sequence, by: theirs?.by ?? '', parts }
}

async function add(tx: Tx, { versionId, name, base }: Saving, kind: RevisionKind, content: string, basedOn = base) {
  const many = await tx.$count(fileRevisions, and(eq(fileRevisions.versionId, versionId), eq(fileRevisions.name, name)))
  if (many >= maxRevisions) throw new Refusal(409, '这个文件改的次数太多了，请新开一版再写。')
  return addRevision(tx, { versionId, name, kind, content, basedOn })
}

/** Adds a file. Throws 403, 404, 409, or 422 if there is one of that name. */
export const addFile = (
  site: Site,
  viewer: Viewer,
  {
    versionId,
    name,
    content = null,
    mediaHash = null,
  }: { versionId: string; name: string; content?: string | null; mediaHash?: string | null },
) =>
  site.write(viewer.accountId, 'add a file to a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    requireFree(await loadFiles(tx, versionId), name)
    return addRevision(tx, { versionId, name, kind: 'saved', content, mediaHash })
  })

/** The number of files that a version may have. */
export const maxFiles = 600

/** Refuses with 422 a name that one of the files has, and with 409 if there are too many. */
export function requireFree(files: ReadonlyMap<string, StudioFile>, name: string) {
  if (files.has(name)) throw invalidInput({ name: [`已经有 ${name} 了，请换个名字。`] })
  if (files.size >= maxFiles) throw new Refusal(409, `一门课最多 ${maxFiles} 个文件。`)
}
