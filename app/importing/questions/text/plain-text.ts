// The one spelling that a question's texts have, whatever file they come from.
import { normaliseText } from '#app/text/characters.ts'

const notInText = /[\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A line that is as it should be: most are, and each is asked several times. */
const normalLine =
  /^[\x21-\x7e\u2018-\u201d\u2026\u3001\u3002\u4e00-\u9fff\uff01-\uff5e](?:[\x20-\x7e\u2018-\u201d\u2026\u3001\u3002\u4e00-\u9fff\uff01-\uff5e]*[\x21-\x7e\u2018-\u201d\u2026\u3001\u3002\u4e00-\u9fff\uff01-\uff5e])?$/

/**
 * Normalises a text: lines without blanks at their ends, no empty ones. Spaces that begin a line stay, as code needs them.
 */
export function normaliseLines(text: string): string {
  if (text === '' || normalLine.test(text)) return text
  const lines = normaliseText(text.replace(/\r\n?|[\u2028\u2029\u000b\u000c\u0085]/g, '\n').replace(notInText, ''))
    .replace(/^[\t ]+/gm, (blanks) => blanks.replaceAll('\t', '    '))
    .replaceAll('\t', ' ')
    .split('\n')
    .map((line) => line.trimEnd().replace(/^\u3000+/, ''))
    .filter((line) => line !== '')
  return lines.join('\n').trim()
}

/** The same as one line. */
export const normaliseLine = (text: string): string => normaliseLines(text).replace(/\s+/g, ' ').trim()

/** The beginning of a text, as a name for it. */
export function shorten(text: string, length: number): string {
  const line = normaliseLine(text)
  const characters = [...line]
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join('')
        .trim()}…`
    : line
}

/** A text in a sentence about it. */
export const quote = (text: string) => `“${shorten(text, 16)}”`

/** A picture in a text: its words, and its name among the pictures of the question. */
export const pictureMark = /!\[([^\]\n]{0,200})\]\((picture-\d{1,3}\.[a-z]{3,4})\)/g
export const formatPicture = (alt: string, name: string) => `![${normaliseLine(alt.replace(/[[\]]/g, ' ')).slice(0, 100).trim()}](${name})`
