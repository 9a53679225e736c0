// A drawing of a version as a form: how it looks, and the words on it.
import type { Viewer } from '#app/access/viewer.ts'
import { findPictureFaults } from '#app/lesson/picture.ts'
import { invalidInput, notFound, stale } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { isDrawing } from '../blocks.ts'
import { requireText } from '../files.server.ts'
import { readFileView } from '../queries.server.ts'
import { saveFile } from '../writing.server.ts'
import { readDrawingTexts, writeDrawingTexts } from './drawing-texts.ts'

export interface DrawingView {
  versionId: string
  ordinal: number
  course: { slug: string; title: string }
  name: string
  sequence: number
  words: string[]
}

interface Drawing {
  versionId: string
  name: string
}

/** Returns a drawing with the words on it. Throws 404. */
export async function readDrawing(site: Site, viewer: Viewer, drawing: Drawing): Promise<DrawingView> {
  if (!isDrawing(drawing.name)) throw notFound('这张图')
  const { versionId, ordinal, course, name, sequence, content } = await readFileView(site, viewer, drawing)
  return { versionId, ordinal, course, name, sequence, words: readDrawingTexts(content) }
}

/** Changes the words on a drawing. Throws 403, 404, 409 if it was changed meanwhile, or 422 if it could not be shown then. */
export async function writeOnDrawing(
  site: Site,
  viewer: Viewer,
  { versionId, name, words, base }: Drawing & { words: readonly string[]; base: number },
): Promise<void> {
  const { content, sequence } = await requireText(site.read, versionId, name)
  const written = writeDrawingTexts(content, words)
  if (sequence !== base || written === null) throw stale()
  const [fault] = findPictureFaults(written)
  if (fault) throw invalidInput({}, `这样写，图就画不出来了：${fault.reason}`)
  await saveFile(site, viewer, { versionId, name, content: written, base })
}
