// Reading .csv as offices save it: UTF-8 with or without BOM, UTF-16 ("Unicode text"), GB18030.
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { type Cell, empty, type SheetRow } from './cells.ts'
import { UnreadableFile } from './unreadable.ts'

const encodings = (bytes: Buffer) => (bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : bytes.includes(0) ? [] : ['utf-8', 'gb18030'])

function decode(bytes: Buffer) {
  for (const encoding of encodings(bytes)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue // not this one
    }
  }
  throw new UnreadableFile(bytes.includes(0) ? 'not-a-workbook' : 'unknown-characters')
}

/** What separates the fields: whatever the first lines hold most of. */
function delimiterOf(text: string) {
  const start = text.slice(0, 4000)
  const count = (mark: string) => start.split(mark).length
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** Offices protect digits as `="422…"`, with an apostrophe or with a tab. */
const bare = (text: string) => text.replace(/^="(.*)"$/s, '$1').replace(/^['\t]+/, '')

const cellOf = (text: string): Cell => (text.trim() === '' ? empty : { kind: 'text', text: bare(text) })

function* slices(text: string) {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}

export async function* readCsv(bytes: Buffer): AsyncGenerator<SheetRow[]> {
  const text = decode(bytes)
  if (/^\s*(<\?xml|<html|<table|%PDF|\{\\rtf)/i.test(text.slice(0, 200))) throw new UnreadableFile('not-a-workbook')
  const records = Readable.from(slices(text)).pipe(parse({ delimiter: delimiterOf(text), relax_quotes: true, relax_column_count: true, skip_empty_lines: false }))
  let row = 0
  let rows: SheetRow[] = []
  try {
    for await (const record of records) {
      rows.push({ sheet: 'CSV', row: ++row, hidden: false, cells: (record as string[]).map(cellOf), merged: new Set() })
      if (row > 200_000) throw new UnreadableFile('too-large')
      if (rows.length === 500) {
        yield rows
        rows = []
      }
    }
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && String(fault.code).startsWith('CSV_')) throw new UnreadableFile('damaged')
    throw fault
  }
  yield rows
}
