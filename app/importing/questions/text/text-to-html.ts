// Our text as HTML that every learning system shows, and that comes back as the same text.
import { pictureMark } from './plain-text.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeXml = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** Signs that a filter of a learning system would draw as a formula are taken apart. */
const escapeWords = (text: string) =>
  escapeXml(text)
    .replace(/\$(?=\$)/g, '$<span></span>')
    .replace(/\\(?=[([])/g, '\\<span></span>')
    .replace(/ {2,}/g, (spaces) => ` ${'\u00a0'.repeat(spaces.length - 1)}`)

/** Writes an element for a picture. */
export type WritePicture = (name: string, alt: string) => string

function lineToHtml(line: string, sources: ReadonlySet<string>, writePicture: WritePicture): string {
  let html = ''
  let from = 0
  for (const { 0: mark, 1: alt = '', 2: name = '', index } of line.matchAll(pictureMark)) {
    if (!sources.has(name)) continue
    html += escapeWords(line.slice(from, index)) + writePicture(name, alt)
    from = index + mark.length
  }
  return html + escapeWords(line.slice(from))
}

/** Writes lines as paragraphs. `pictures`: the names of those that the question has. */
export function textToHtml(text: string, pictures: readonly { name: string }[], writePicture: WritePicture): string {
  const names = new Set(pictures.map(({ name }) => name))
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? `<pre>${escapeXml(line)}</pre>` : `<p>${lineToHtml(line, names, writePicture)}</p>`))
    .join('')
}
