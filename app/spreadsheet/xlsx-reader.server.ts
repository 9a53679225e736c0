// Reading .xlsx as a stream: the sheet is never held as a whole, and shared strings lie packed in one buffer.
import { StringDecoder } from 'node:string_decoder'
import { posix } from 'node:path'
import { SaxesParser } from 'saxes'
import { type Cell, columnOf, dayOfSerial, empty, type SheetRow } from './cells.ts'
import { isDateFormat } from './date-format.ts'
import { PackedStrings } from './packed-strings.ts'
import { UnreadableFile } from './unreadable.ts'
import { openParts, type Parts } from './zip.server.ts'

const mostRows = 200_000
const mostColumns = 512
const mostTextInCell = 32_767

type Attributes = Record<string, string>
interface Handlers {
  open?: (name: string, attributes: Attributes) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
const isTrue = (value: string | undefined) => value === '1' || value === 'true'

/** Feeds a part through the parser and hands over after each chunk, so that what was read can be passed on. */
async function* walk(parts: Parts, part: string, handlers: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false })
  parser.on('error', () => {
    throw new UnreadableFile('damaged')
  })
  parser.on('doctype', () => {
    throw new UnreadableFile('damaged') // workbooks have none; entities are how XML bombs are made
  })
  if (handlers.open) parser.on('opentag', (tag) => handlers.open!(localName(tag.name), tag.attributes as Attributes))
  if (handlers.text) parser.on('text', handlers.text)
  if (handlers.close) parser.on('closetag', (tag) => handlers.close!(localName(tag.name)))
  const decoder = new StringDecoder('utf8')
  try {
    for await (const chunk of await parts.stream(part)) {
      parser.write(decoder.write(chunk as Buffer))
      yield
    }
    parser.close()
  } catch (fault) {
    throw fault instanceof UnreadableFile ? fault : new UnreadableFile('damaged')
  }
}

async function walkWhole(parts: Parts, part: string, handlers: Handlers) {
  for await (const _ of walk(parts, part, handlers)) continue
}

interface Sheet {
  name: string
  hidden: boolean
  part: string
}

async function readWorkbook(parts: Parts) {
  const main = parts.has('xl/workbook.xml') ? 'xl/workbook.xml' : parts.names.find((name) => name.endsWith('/workbook.xml'))
  if (!main) throw new UnreadableFile(parts.names.some((name) => name.endsWith('workbook.bin') || name === 'content.xml') ? 'other-workbook' : 'not-a-workbook')
  const folder = posix.dirname(main)
  const targets = new Map<string, string>()
  const shared: { strings?: string; styles?: string } = {}
  const links = `${folder}/_rels/${posix.basename(main)}.rels`
  if (!parts.has(links)) throw new UnreadableFile('damaged')
  await walkWhole(parts, links, {
    open: (name, { Id, Target, Type }) => {
      if (name !== 'Relationship' || !Id || !Target) return
      const part = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      targets.set(Id, part)
      if (Type?.endsWith('/sharedStrings')) shared.strings = part
      if (Type?.endsWith('/styles')) shared.styles = part
    },
  })
  const sheets: Sheet[] = []
  let from1904 = false
  await walkWhole(parts, main, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => localName(key) === 'id' && key.includes(':'))?.[1]
      const part = id && targets.get(id)
      if (part && parts.has(part) && !part.includes('chartsheets')) sheets.push({ name: attributes.name ?? '', hidden: (attributes.state ?? 'visible') !== 'visible', part })
    },
  })
  return { sheets, from1904, ...shared }
}

/** The shared strings; runs of rich text are joined, phonetic runs left out. */
async function readStrings(parts: Parts, part: string | undefined) {
  const strings = new PackedStrings()
  if (!part || !parts.has(part)) return strings
  let current = ''
  let inText = false
  let phonetic = false
  await walkWhole(parts, part, {
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') inText = !phonetic
    },
    text: (text) => {
      if (inText && current.length < mostTextInCell) current += text
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') strings.push(unescaped(current))
    },
  })
  return strings
}

/** Which styles show a number as a date. */
async function readDateStyles(parts: Parts, part: string | undefined) {
  const dates: boolean[] = []
  if (!part || !parts.has(part)) return dates
  const formats = new Map<number, string>()
  let inCells = false
  await walkWhole(parts, part, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) dates.push(isDateFormat(Number(numFmtId ?? 0), formats.get(Number(numFmtId))))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return dates
}

/** Excel writes characters that XML cannot hold as _x000D_. */
const unescaped = (text: string) => (text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text)

interface Merge {
  column: number
  first: number
  last: number
}

/** Merged cells that reach over several rows. They stand after the rows, so they are looked up beforehand. */
async function readMerges(parts: Parts, part: string) {
  const merges: Merge[] = []
  let rest = ''
  for await (const chunk of await parts.stream(part)) {
    const text = rest + (chunk as Buffer).toString('latin1')
    for (const [, one, first, last] of text.matchAll(/mergeCell\s[^>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g)) {
      if (Number(last) > Number(first) && merges.length < 50_000) merges.push({ column: columnOf(one!)!, first: Number(first), last: Number(last) })
    }
    rest = text.slice(Math.max(text.lastIndexOf('<mergeCell '), text.length - 100))
    if (/mergeCell\s[^>]*>/.test(rest)) rest = rest.slice(rest.lastIndexOf('>') + 1)
  }
  return merges.sort((one, other) => one.first - other.first)
}

/** Gives the cells under a merged cell the value of its first row. */
function mergeFiller(merges: Merge[]) {
  let next = 0
  let open: (Merge & { value: Cell })[] = []
  return (row: SheetRow): SheetRow => {
    open = open.filter(({ last }) => last >= row.row)
    let merged: Set<number> | null = null
    for (const { column, value } of open) {
      if ((row.cells[column]?.kind ?? 'empty') !== 'empty') continue
      while (row.cells.length <= column) row.cells.push(empty)
      row.cells[column] = value
      merged = (merged ?? new Set<number>()).add(column)
    }
    for (; next < merges.length && merges[next]!.first <= row.row; next++) {
      const merge = merges[next]!
      const value = merge.first === row.row ? row.cells[merge.column] : undefined
      if (value && value.kind !== 'empty') open.push({ ...merge, value })
    }
    return merged ? { ...row, merged } : row
  }
}

const noColumns: ReadonlySet<number> = new Set()

async function* readSheet(parts: Parts, sheet: Sheet, { strings, dates, from1904 }: { strings: PackedStrings; dates: boolean[]; from1904: boolean }): AsyncGenerator<SheetRow[]> {
  const fill = mergeFiller(await readMerges(parts, sheet.part))
  let rows: SheetRow[] = []
  let row: SheetRow | null = null
  let lastRow = 0
  let column = -1
  let type = 'n'
  let style = 0
  let value = ''
  let hears = false
  let phonetic = false

  const cellNow = (): Cell => {
    if (value === '') return empty
    if (type === 's') {
      const text = strings.at(Number(value))
      return text === '' ? empty : { kind: 'text', text }
    }
    if (type === 'inlineStr' || type === 'str') return { kind: 'text', text: unescaped(value) }
    if (type === 'b') return { kind: 'boolean', text: isTrue(value) ? 'TRUE' : 'FALSE' }
    if (type === 'e') return { kind: 'error', text: value }
    if (type === 'd') return { kind: 'date', text: value, day: value.slice(0, 10) }
    const number = Number(value)
    if (Number.isNaN(number)) return { kind: 'text', text: value }
    const day = dates[style] ? dayOfSerial(number, { from1904 }) : null
    return day ? { kind: 'date', text: day, day } : { kind: 'number', text: value, number }
  }

  const walking = walk(parts, sheet.part, {
    open: (name, attributes) => {
      if (name === 'row') {
        lastRow = attributes.r ? Number(attributes.r) : lastRow + 1
        row = { sheet: sheet.name, row: lastRow, hidden: sheet.hidden || isTrue(attributes.hidden), cells: [], merged: noColumns }
        column = -1
      } else if (name === 'c') {
        column = (attributes.r ? columnOf(attributes.r) : null) ?? column + 1
        type = attributes.t ?? 'n'
        style = Number(attributes.s ?? 0)
        value = ''
      } else if (name === 'rPh') phonetic = true
      else if (name === 'v' || (name === 't' && type === 'inlineStr')) hears = !phonetic
    },
    text: (text) => {
      if (hears && value.length < mostTextInCell) value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') hears = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'c' && row && column < mostColumns) {
        while (row.cells.length < column) row.cells.push(empty)
        row.cells[column] = cellNow()
      } else if (name === 'row' && row) {
        if (lastRow > mostRows) {
          if (row.cells.some(({ kind }) => kind !== 'empty')) throw new UnreadableFile('too-large')
        } else rows.push(fill(row))
        row = null
      }
    },
  })
  for await (const _ of walking) {
    if (rows.length === 0) continue
    const read = rows
    rows = []
    yield read
  }
  if (rows.length > 0) yield rows
}

export async function* readXlsx(bytes: Buffer): AsyncGenerator<SheetRow[]> {
  const parts = await openParts(bytes)
  const workbook = await readWorkbook(parts)
  const strings = await readStrings(parts, workbook.strings)
  const dates = await readDateStyles(parts, workbook.styles)
  for (const sheet of workbook.sheets) yield* readSheet(parts, sheet, { strings, dates, from1904: workbook.from1904 })
}
