// Documents read in this thread, for tests of what comes of them.
import { readDocumentTask } from '#app/importing/documents/reading.task.ts'
import type { ImportedPicture } from '#app/importing/documents/documents.server.ts'

/** Reads a document without a thread of its own. `text` is the lesson without its front matter. */
export async function importedFrom(fileName: string, bytes: Buffer) {
  const pictures: ImportedPicture[] = []
  const read = await readDocumentTask({ fileName, bytes, stem: 'pic' }, (picture) => Promise.resolve(void pictures.push(picture)))
  const text = read.lessons.map(({ source }) => source.replace(/^---\n.*?\n---\n+/s, '').trim()).join('\n\n')
  return { ...read, pictures, text, what: read.left.map(({ what }) => what) }
}
