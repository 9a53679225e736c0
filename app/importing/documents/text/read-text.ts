// Reads plain text: each line is a paragraph, headings are found by their numbers.
import { decodeAs } from '#app/text/encodings.ts'
import type { Block, ReadDocument } from '../blocks.ts'
import { findHeadings } from '../heading-signs.ts'
import { UnreadableDocument } from '../unreadable-document.ts'

/** Decodes UTF-8 and UTF-16 with its mark, and what Notepad on Chinese Windows writes. */
export function decodeText(bytes: Buffer): string {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : bytes[0] === 0xfe && bytes[1] === 0xff ? ['utf-16be'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    const text = decodeAs(encoding, bytes)
    if (text !== null && !text.includes('\0')) return text
  }
  throw new UnreadableDocument('unknown-characters')
}

export function readText(text: string): ReadDocument {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => ({ text: line.trim(), isBold: false, scale: 1 }))
    .filter((line) => line.text !== '')
  const headings = findHeadings(lines)
  const blocks = lines.map((line): Block => {
    const level = headings.get(line)
    return level === undefined
      ? { kind: 'paragraph', runs: [{ text: line.text }] }
      : { kind: 'heading', level, runs: [{ text: line.text }] }
  })
  return { blocks, loadPicture: () => Promise.resolve(null) }
}
