// What the buttons above the text do to it: each returns the change, or null if there is nothing to do.

export interface TextChange {
  from: number
  to: number
  insert: string
}

export interface Edit {
  changes: TextChange[]
  /** What is selected then, in the changed text. */
  selection: { from: number; to: number }
}

interface Selected {
  from: number
  to: number
}

/** The lines that a selection touches. */
function linesOf(text: string, { from, to }: Selected) {
  const lines: { from: number; text: string }[] = []
  let at = text.lastIndexOf('\n', from - 1) + 1
  while (at <= to) {
    const end = text.indexOf('\n', at)
    lines.push({ from: at, text: text.slice(at, end < 0 ? undefined : end) })
    if (end < 0) break
    at = end + 1
  }
  return lines
}

/** Where a position stands after changes; behind what is put in there. */
function follow(position: number, changes: readonly TextChange[]): number {
  let shift = 0
  for (const { from, to, insert } of changes)
    if (to <= position) shift += insert.length - (to - from)
    else if (from < position) return from + insert.length + shift
  return position + shift
}

const edit = (changes: TextChange[], selection: Selected): Edit => ({
  changes,
  selection: { from: follow(selection.from, changes), to: follow(selection.to, changes) },
})

/** Puts signs around the selection, or takes them away. Without a selection a word to write over is put in. */
export function toggleAround(text: string, { from, to }: Selected, sign: string, word: string): Edit {
  const selected = text.slice(from, to)
  const words = selected.trim()
  const begin = from + selected.indexOf(words)
  const end = begin + words.length
  if (text.slice(begin - sign.length, begin) === sign && text.slice(end, end + sign.length) === sign)
    return {
      changes: [
        { from: begin - sign.length, to: begin, insert: '' },
        { from: end, to: end + sign.length, insert: '' },
      ],
      selection: { from: begin - sign.length, to: end - sign.length },
    }
  if (words.length > 2 * sign.length && words.startsWith(sign) && words.endsWith(sign))
    return {
      changes: [{ from: begin, to: end, insert: words.slice(sign.length, -sign.length) }],
      selection: { from: begin, to: end - 2 * sign.length },
    }
  const insert = words === '' ? word : words
  return {
    changes: [{ from: words === '' ? from : begin, to: words === '' ? to : end, insert: sign + insert + sign }],
    selection: { from: (words === '' ? from : begin) + sign.length, to: (words === '' ? from : begin) + sign.length + insert.length },
  }
}

const linePrefix = /^[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d+[.)][ \t]+)?/

/** Makes the selected lines headings, list items or plain text. `prefix` gets the place among them, from 0; the same again takes it away. */
function setLines(text: string, selection: Selected, prefix: (nth: number) => string, isSet: (line: string) => boolean): Edit {
  const lines = linesOf(text, selection)
  const written = lines.length > 1 ? lines.filter((line) => line.text.trim() !== '') : lines
  const isOn = written.every((line) => isSet(line.text))
  const changes = written.map((line, nth): TextChange => {
    const old = linePrefix.exec(line.text)?.[0] ?? ''
    return { from: line.from, to: line.from + old.length, insert: isOn ? '' : prefix(nth) }
  })
  return edit(changes, selection)
}

export const toggleHeading = (text: string, selection: Selected, level: 2 | 3) =>
  setLines(
    text,
    selection,
    () => `${'#'.repeat(level)} `,
    (line) => new RegExp(`^#{${level}}[ \\t]`).test(line),
  )

export const toggleList = (text: string, selection: Selected) =>
  setLines(
    text,
    selection,
    () => '- ',
    (line) => /^[ \t]*[-*+][ \t]/.test(line),
  )

export const toggleNumbers = (text: string, selection: Selected) =>
  setLines(
    text,
    selection,
    (nth) => `${nth + 1}. `,
    (line) => /^[ \t]*\d+[.)][ \t]/.test(line),
  )

/** Puts a block in after the paragraph at a position, with empty lines around it. */
export function putInBlock(text: string, at: number, block: string): Edit {
  const line = text.lastIndexOf('\n', at - 1) + 1
  const lineEnd = text.indexOf('\n', at)
  const isOnBlank = text.slice(line, lineEnd < 0 ? undefined : lineEnd).trim() === ''
  const gap = text.slice(at).search(/\n[ \t]*(?:\r?\n|$)/)
  const place = isOnBlank ? line : gap < 0 ? text.length : at + gap
  const before = text.slice(0, place)
  const after = text.slice(place)
  const lead = before.trim() === '' ? '' : '\n'.repeat(Math.max(0, 2 - (/\n*$/.exec(before.replace(/\n[ \t]+$/, '\n'))?.[0].length ?? 0)))
  const behind = /^\s*/.exec(after)?.[0] ?? ''
  const trail = after.trim() === '' ? (after.includes('\n') ? '' : '\n') : '\n'.repeat(Math.max(0, 2 - behind.split('\n').length + 1))
  const from = place + lead.length
  return {
    changes: [{ from: place, to: place, insert: lead + block + trail }],
    selection: { from: from + block.length, to: from + block.length },
  }
}

interface Piece {
  from: number
  to: number
}

/** Takes a block (whole lines) out, with the gap behind it. */
export function removeBlock(text: string, { from, to }: Piece): Edit {
  const gap = /^(?:[ \t]*\r?\n)+/.exec(text.slice(to))?.[0].length ?? 0
  const end = to + gap
  const start = end >= text.length ? text.slice(0, from).replace(/\s*$/, '\n').length : from
  const begin = Math.min(start, from)
  return { changes: [{ from: begin, to: end, insert: '' }], selection: { from: begin, to: begin } }
}

/** Swaps a block with its neighbour above or below; the gap between them stays. Both are given as blocks of the text, in order. */
export function swapBlocks(text: string, above: Piece, below: Piece): Edit {
  const [one, gap, other] = [text.slice(above.from, above.to), text.slice(above.to, below.from), text.slice(below.from, below.to)]
  return { changes: [{ from: above.from, to: below.to, insert: other + gap + one }], selection: { from: above.from, to: above.from } }
}

/** The smallest changes that make one text the other, found by what they have in common at both ends. */
export function changesBetween(before: string, after: string): TextChange[] {
  if (before === after) return []
  let start = 0
  const most = Math.min(before.length, after.length)
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return [{ from: start, to: before.length - end, insert: after.slice(start, after.length - end) }]
}
