// A table of a lesson as cells, and back: the first row is its head. Rows that were not changed stay as they were typed.
import { escapeText, unescapeText } from './component-values.ts'
import { findFrontEnd, type PlacedBlock } from './source-tree.ts'

const delimiterRow = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** The cells of a row as they are written. */
function cutRow(line: string): string[] {
  const cells = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
  return cells.map((cell) => cell.trim())
}

const toCell = (shown: string) => escapeText(shown.trim().replace(/\s*\r?\n\s*/g, ' ')).replace(/(?<!\\)\|/g, '\\|')
const fromCell = (raw: string) => unescapeText(raw).replaceAll('\\|', '|')

/** The cells of a table, row by row, the head first; null if it is none. */
export function readTable(source: string): string[][] | null {
  const [first = '', delimiter = '', ...others] = source.split(/\r?\n/)
  if (!first.includes('|') || !delimiterRow.test(delimiter)) return null
  const head = cutRow(first).map(fromCell)
  const rows = others.map((line) => cutRow(line).map(fromCell))
  return [head, ...rows.map((row) => head.map((_, nth) => row[nth] ?? ''))]
}

const writeRow = (cells: readonly string[]) => `| ${cells.map(toCell).join(' | ')} |`

/** Writes cells as a table; rows that are the same as in `before` are not written anew. Rows and columns without a word are left out. */
export function writeTable(cells: readonly string[][], before: string | null = null): string {
  const old = before === null ? null : readTable(before)
  if (old && before !== null && JSON.stringify(old) === JSON.stringify(cells)) return before
  const columns = (cells[0] ?? []).map((_, nth) => nth).filter((nth) => cells.some((row) => (row[nth] ?? '').trim() !== ''))
  const rows = cells
    .filter((row, nth) => nth === 0 || row.some((cell) => cell.trim() !== ''))
    .map((row) => columns.map((nth) => row[nth] ?? ''))
  const lines = before?.split(/\r?\n/) ?? []
  const isSameWidth = old !== null && old[0]?.length === columns.length
  const written = rows.map((row) => {
    const same = isSameWidth ? old.findIndex((one) => JSON.stringify(one) === JSON.stringify(row)) : -1
    return same < 0 ? writeRow(row) : (lines[same === 0 ? 0 : same + 1] ?? '')
  })
  const delimiter = isSameWidth ? (lines[1] ?? '') : `|${columns.map(() => ' --- |').join('')}`
  return [written[0] ?? '|  |', delimiter, ...written.slice(1)].join('\n')
}

/** The tables of a lesson outside its components, which are given in order. */
export function findTables(source: string, components: readonly PlacedBlock[]): PlacedBlock[] {
  const tables: PlacedBlock[] = []
  let at = findFrontEnd(source)
  let lines: { from: number; text: string }[] = []
  const close = () => {
    const first = lines.findIndex(
      ({ text }, nth) => nth + 1 < lines.length && text.includes('|') && delimiterRow.test(lines[nth + 1]?.text ?? ''),
    )
    const last = lines.at(-1)
    // A row of dashes under a line without the sign | is a heading; a table after other lines of a paragraph is not shown as one.
    if (first === 0 && last && !lines.some(({ text }) => /^[ \t]{0,3}(`{3}|~{3})/.test(text)))
      tables.push({ kind: 'table', node: null, from: lines[0]?.from ?? last.from, to: last.from + last.text.length })
    lines = []
  }
  while (at < source.length) {
    const inside = components.find(({ from, to }) => at >= from && at <= to)
    if (inside) {
      close()
      at = inside.to
    }
    const end = source.indexOf('\n', at)
    const to = end < 0 ? source.length : end
    const text = source.slice(at, to).replace(/\r$/, '')
    if (text.trim() === '' || inside) close()
    else lines.push({ from: at, text })
    at = to + 1
  }
  close()
  return tables
}
