// Deleting files of a version, and bringing back what was: both are revisions, so nothing is lost by either.
import type { Viewer } from '#app/access/viewer.ts'
import { firstBankFile } from '#app/modules/courses/bank-files.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { changeArrangement } from '../arrangement.server.ts'
import { addRevision, findFile, findRevision, loadFiles, requireText } from '../files.server.ts'
import { readArrangement } from '../outline.ts'
import { requireWritable } from '../rights.server.ts'
import { requireFree } from '../writing.server.ts'

/** The lesson that a file is: its name in the course's arrangement; null for other files. */
const lessonOf = (name: string) => (name.endsWith('.mdx') ? name.slice(0, -'.mdx'.length) : null)

/** Takes a lesson off the list of the course, or puts it at its end. Returns whether there was anything to do. */
async function listLesson(tx: Tx, versionId: string, lesson: string, isListed: boolean): Promise<boolean> {
  const { lessons } = readArrangement((await requireText(tx, versionId, 'course.yaml')).content)
  if (lessons.includes(lesson) === isListed) return false
  await changeArrangement(tx, versionId, ['lessons'], isListed ? [...lessons, lesson] : lessons.filter((one) => one !== lesson))
  return true
}

/** Deletes a file, and takes a lesson off the list; its revisions stay, and any of them can be brought back. Throws 403, 404 or 409. */
export const deleteFile = (site: Site, viewer: Viewer, { versionId, name }: { versionId: string; name: string }) =>
  site.write(viewer.accountId, 'delete a file of a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    if (name === 'course.yaml' || name === firstBankFile) throw new Refusal(409, `${name} 每门课都要有，不能删。`)
    const file = await findFile(tx, versionId, name)
    const lesson = lessonOf(name)
    const wasListed = lesson !== null && (await listLesson(tx, versionId, lesson, false))
    if (file) await addRevision(tx, { versionId, name, kind: 'deleted', basedOn: file.sequence })
    else if (!wasListed) throw notFound('这个文件')
  })

/**
 * Makes an earlier revision, or one that was set aside, the file as it is. A lesson that was deleted is put at the end of the list. Throws
 * 403, 404 or 409.
 */
export const bringBack = (
  site: Site,
  viewer: Viewer,
  { versionId, name, sequence }: { versionId: string; name: string; sequence: number },
) =>
  site.write(viewer.accountId, 'bring back a revision', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    const row = await findRevision(tx, { versionId, name, sequence })
    if (!row || row.kind === 'deleted') throw notFound('这一稿')
    const lesson = lessonOf(name)
    if (!(await findFile(tx, versionId, name))) {
      requireFree(await loadFiles(tx, versionId), name)
      if (lesson !== null) await listLesson(tx, versionId, lesson, true)
    }
    return addRevision(tx, { versionId, name, kind: 'broughtBack', content: row.content, mediaHash: row.mediaHash, basedOn: sequence })
  })
