// What is pasted from Word, WPS or an article of WeChat, as text of a lesson.
import { type Left, LeftList } from './left.ts'
import { type Pasted, readHtml } from './html/read-html.ts'
import { composeFragment } from './lesson/compose.ts'
import type { KeptPictures } from './lesson/write-blocks.ts'

/** Maximum length of what is pasted, in characters; pictures in it are written as text. */
const maxPastedLength = 20_000_000

export interface PastedLesson {
  /** Text in the subset of MDX that a lesson understands, without front matter. */
  text: string
  /** The pictures as they came, under the names in the text: to be encoded anew as JPEG before anybody sees them. */
  pictures: { name: string; bytes: Buffer }[]
  tables: number
  left: Left[]
}

/** Reads pasted HTML: the text with headings, lists, tables, bold words and links, and what did not come over. Fetches nothing. */
export function readPastedHtml(html: string, { stem = 'pasted' } = {}): PastedLesson {
  const left = new LeftList()
  const read = readHtml(cut(html, left), left)
  const nameOf = (at: number) => `${stem}-${at + 1}.jpg`
  const names: KeptPictures = new Map([...read.pictures.keys()].map((key, at) => [key, { name: nameOf(at) }]))
  const { text, tables } = composeFragment(read.blocks, { pictures: names, left })
  const pictures = [...read.pictures.values()].map((bytes, at) => ({ name: nameOf(at), bytes }))
  return { text, pictures, tables, left: left.toList() }
}

/** Reads pasted HTML for a task, which encodes its pictures. */
export const readPasted = (html: string, left: LeftList): Pasted => readHtml(cut(html, left), left)

function cut(html: string, left: LeftList) {
  if (html.length <= maxPastedLength) return html
  left.add('太长的内容', '结尾', '一次粘贴的内容太多，后面的没有带过来；请分几次粘贴。')
  return html.slice(0, maxPastedLength)
}
