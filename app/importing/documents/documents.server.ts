// The door of documents: .docx, .pptx, Markdown, plain text and pasted HTML as lessons. Always in a thread.
import { open } from 'node:fs/promises'
import { checkLesson } from '#app/lesson/compile.server.ts'
import { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import { asBuffer } from '#app/media/bytes.ts'
import type { Site } from '#app/site.ts'
import { toShared } from '#app/threads/shared-bytes.ts'
import { type Limits, ThreadLimitReached } from '#app/threads/threads.server.ts'
import type { Left } from './left.ts'
import type { ImportedPicture } from './pictures.server.ts'
import type { DocumentRead, PastedRead } from './reading.task.ts'
import { UnreadableDocument } from './unreadable-document.ts'

export type { Left } from './left.ts'
export type { ComposedLesson, FrontMatterSuggestion } from './lesson/compose.ts'
export { unsaidPictures } from './lesson/write-blocks.ts'
export { maxDocumentBytes } from './package.server.ts'
export { type PastedLesson, readPastedHtml } from './paste.ts'
export type { ImportedPicture } from './pictures.server.ts'
export { UnreadableDocument, type UnreadableDocumentCode } from './unreadable-document.ts'

export interface ImportedDocument extends DocumentRead {
  pictures: ImportedPicture[]
}

export interface ImportedPaste extends PastedRead {
  pictures: ImportedPicture[]
}

/** Generous for a book with two hundred photographs; inflated parts have their own budgets. */
const limits = (owner: string, signal?: AbortSignal): Limits => ({ pool: 'files', seconds: 120, megabytes: 160, owner, signal })

async function collect<T>(reading: AsyncGenerator<ImportedPicture, T, void>): Promise<T & { pictures: ImportedPicture[] }> {
  const pictures: ImportedPicture[] = []
  try {
    for (;;) {
      const { done, value } = await reading.next()
      if (done) return { ...value, pictures }
      pictures.push({ name: value.name, bytes: asBuffer(value.bytes) })
    }
  } catch (fault) {
    throw fault instanceof ThreadLimitReached ? new UnreadableDocument(fault.limit === 'seconds' ? 'too-slow' : 'too-much') : fault
  }
}

/** Reads a file of so many bytes into memory that threads share: there is no copy of it besides. Its end is missing if it grew meanwhile. */
export async function readShared(path: string, size: number): Promise<Uint8Array> {
  const shared = new Uint8Array(new SharedArrayBuffer(size))
  const file = await open(path)
  try {
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(shared, at, size - at, at)
      if (bytesRead === 0) break
      at += bytesRead
    }
  } finally {
    await file.close()
  }
  return shared
}

type WithThreads = Pick<Site, 'threads'>

/** The name of a lesson's file from the name of a document: lower-case letters, digits and `-`. */
export function toLessonName(fileName: string): string {
  const bare = fileName.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z]{2,8}$/, '')
  const name = bare
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return /[a-z]/.test(name) && /^[\x20-\x7e]*$/.test(bare) ? name : 'lesson'
}

/** Names the lessons of a document, without `.mdx`: the only one after the stem, several numbered. */
export const nameLessons = (lessons: readonly unknown[], stem: string) =>
  lessons.map((_, nth) => (lessons.length === 1 ? stem : `${stem}-${nth + 1}`))

/**
 * Reads a document as one lesson, or as several if it is too long for one, with its pictures encoded anew and a report
 * of what did not come over. Refuses with 422 what is encrypted, damaged, too large, declares entities, or refers to
 * anything outside itself. Nothing outside is ever fetched.
 */
export function importDocument(
  site: WithThreads,
  {
    owner,
    fileName,
    bytes,
    stem = toLessonName(fileName),
    signal,
  }: { owner: string; fileName: string; bytes: Uint8Array; stem?: string; signal?: AbortSignal },
): Promise<ImportedDocument> {
  const shared = bytes.buffer instanceof SharedArrayBuffer ? bytes : toShared(bytes)
  return collect(site.threads.stream('documents.read', { fileName, bytes: shared, stem }, limits(owner, signal)))
}

/** Reads pasted HTML as text of a lesson, with its pictures encoded anew. `readPastedHtml` does the same at once, without encoding. */
export const importPasted = (
  site: WithThreads,
  { owner, html, stem = 'pasted', signal }: { owner: string; html: string; stem?: string; signal?: AbortSignal },
): Promise<ImportedPaste> => collect(site.threads.stream('documents.readPasted', { html, stem }, limits(owner, signal)))

/** What the check of lessons finds in an imported one, as what is left to do. */
export async function checkImported(lesson: { name: string; source: string }): Promise<Left[]> {
  const toLeft = ({ line, reason }: { line: number; reason: string }): Left => ({
    what: '课文检查',
    where: `${lesson.name} 第 ${line} 行`,
    advice: reason,
  })
  try {
    return (await checkLesson(lesson.source)).remarks.map(toLeft)
  } catch (fault) {
    if (!(fault instanceof UnsafeLesson)) throw fault
    return fault.problems.map(toLeft)
  }
}
