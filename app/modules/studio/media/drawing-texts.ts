// The words on a drawing: read and changed in place, so that nobody who corrects one has to read SVG.
import { normaliseText } from '#app/text/characters.ts'
import { escapeHtml } from '#app/text/escape-html.ts'

/** More are not offered: whoever needs them changes the source. */
export const maxDrawingTexts = 100

/** What stands between the tags of elements that hold words; comments hold none. */
const wordsPattern = /<!--[\s\S]*?-->|<(?:text|tspan|title|desc)\b(?:[^<>"']|"[^"]*"|'[^']*')*(?<!\/)>([^<]*)/g

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decode = (text: string) =>
  text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (all, name: string, decimal: string, hex: string) => {
    if (name) return entities[name.toLowerCase()] ?? all
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
  })

function findWords(source: string) {
  return [...source.matchAll(wordsPattern)]
    .flatMap(({ 0: all, 1: raw = '', index }) =>
      raw.trim() === '' ? [] : [{ from: index + all.length - raw.length, raw, words: decode(raw).replace(/\s+/g, ' ').trim() }],
    )
    .slice(0, maxDrawingTexts)
}

/** The words on a drawing, in their order. */
export const readDrawingTexts = (source: string): string[] => findWords(source).map(({ words }) => words)

/** The drawing with these words in the place of its own; what is the same stays as it was written. Null if there are not as many. */
export function writeDrawingTexts(source: string, words: readonly string[]): string | null {
  const found = findWords(source)
  if (found.length !== words.length) return null
  return found.reduceRight((written, { from, raw, words: before }, nth) => {
    const now = (words[nth] ?? '').trim()
    if (now === before || now === normaliseText(before).trim()) return written
    return written.slice(0, from) + escapeHtml(now) + written.slice(from + raw.length)
  }, source)
}
