// Reads a document in a thread: pictures are emitted one by one as soon as they are encoded, the lesson is returned.
import { asBuffer } from '#app/media/bytes.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import type { ReadDocument } from './blocks.ts'
import { readDocx } from './docx/read-docx.server.ts'
import { type Left, LeftList } from './left.ts'
import { type ComposedLesson, composeFragment, composeLessons } from './lesson/compose.ts'
import { assertReadableBytes, isZip, openPackage } from './package.server.ts'
import { readPasted } from './paste.ts'
import { type ImportedPicture, keepPictures } from './pictures.server.ts'
import { readPptx } from './pptx/read-pptx.server.ts'
import { readMarkdown } from './text/read-markdown.ts'
import { decodeText, readText } from './text/read-text.ts'
import { toUnreadableDocument, UnreadableDocument } from './unreadable-document.ts'

export interface DocumentRead {
  lessons: ComposedLesson[]
  tables: number
  left: Left[]
}

/** Bytes of a text file: a book. */
const maxTextBytes = 2 * 1024 * 1024

interface Order {
  fileName: string
  bytes: Uint8Array
  /** What names of pictures begin with: lower-case letters, digits and `-`. */
  stem: string
}

export async function readDocumentTask({ fileName, bytes, stem }: Order, emit: Emit<ImportedPicture>): Promise<DocumentRead> {
  const left = new LeftList()
  try {
    const read = await readFile(fileName, asBuffer(bytes), left)
    const pictures = await keepPictures(read, { stem, left }, emit)
    const fileTitle = fileName.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z]{2,8}$/, '')
    return { ...composeLessons(read.blocks, { fileTitle, pictures, left }), left: left.toList() }
  } catch (fault) {
    throw toUnreadableDocument(fault)
  }
}

/** The type is found in the content; only texts are told apart by their names. */
async function readFile(fileName: string, bytes: Buffer, left: LeftList): Promise<ReadDocument> {
  assertReadableBytes(bytes)
  if (isZip(bytes)) {
    const document = await openPackage(bytes)
    return document.kind === 'docx' ? readDocx(document, left) : readPptx(document, left)
  }
  const [, ending = ''] = /\.([A-Za-z]+)$/.exec(fileName) ?? []
  if (!/^(?:md|markdown|mdx|txt)$/i.test(ending))
    throw new UnreadableDocument(/^(?:docx|pptx)$/i.test(ending) ? 'damaged' : 'not-a-document')
  if (bytes.length > maxTextBytes) throw new UnreadableDocument('too-much')
  const text = decodeText(bytes)
  return /^txt$/i.test(ending) ? readText(text) : readMarkdown(text, left)
}

export interface PastedRead {
  text: string
  tables: number
  left: Left[]
}

export async function readPastedTask({ html, stem }: { html: string; stem: string }, emit: Emit<ImportedPicture>): Promise<PastedRead> {
  const left = new LeftList()
  const read = readPasted(html, left)
  const pictures = await keepPictures(read, { stem, left }, emit)
  return { ...composeFragment(read.blocks, { pictures, left }), left: left.toList() }
}
