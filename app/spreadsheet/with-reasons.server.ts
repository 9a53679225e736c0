// Gives a file back in its original form, with columns at its right: the result of each row, the reason, and its original
// row number. What needs somebody is coloured; the file can be mended and uploaded again as it is.
import { type Outcome, outcomes } from '#app/importing/outcomes.ts'
import { present } from '#app/present.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import type { Cell, SheetRow } from './cells.ts'
import { normaliseRow } from './cell-values.ts'
import { findHeader, type HeaderRules, headerSearchRows } from './header.ts'
import { readSpreadsheet, listSheets } from './spreadsheet.server.ts'
import { reasonHeads } from './tables.ts'
import { type CellValue, type SheetToWrite, type StyledRow, writeWorkbook } from './xlsx-writer.server.ts'

interface Reason {
  /** Its label, with remarks. */
  outcome: string
  kind: Outcome
  reason: string
  /** Empty if several lists are side by side in the row. */
  name: string
  /** The column at fault, as the rules of headers know it; null if none is, or several lists are side by side. */
  column: string | null
}

/** For each sheet and row what became of it. */
export type Reasons = Map<string, Reason>
const reasonKey = (sheet: string, row: number) => `${sheet}\n${row}`

interface RowOutcome {
  sheet: string
  row: number
  name: string
  outcome: string
  kind: Outcome
  message: string
  column?: string | null
}

/** Adds the result of one of a row's lists; if several are side by side, each is identified by its name. */
export function addReason(said: Reasons, { sheet, row, name, outcome, kind, message, column = null }: RowOutcome) {
  const key = reasonKey(sheet, row)
  const before = said.get(key)
  said.set(
    key,
    before
      ? {
          outcome: before.outcome === outcome ? outcome : `${before.outcome}、${outcome}`,
          kind: outcomes.find((one) => one === before.kind || one === kind) ?? kind,
          reason: [before.name && `${before.name}：${before.reason}`, before.name ? '' : before.reason, `${name}：${message}`]
            .filter((one) => !/^[^：]*：$|^$/.test(one))
            .join(''),
          name: '',
          column: null,
        }
      : { outcome, kind, reason: message, name, column },
  )
}

/** How the columns of a list are found, and what messages call them. */
export interface ListColumns<Column extends string> {
  rules: HeaderRules<Column>
  labels: Readonly<Record<Column, string>>
}

const ours = [
  { head: reasonHeads[0], width: 10 },
  { head: reasonHeads[1], width: 60, wraps: true },
  { head: reasonHeads[2], width: 8 },
] as const satisfies SheetToWrite['columns']

/** How a sheet is laid out. */
interface Layout {
  /** The number of its header's last row; 0 if it has none. */
  headerRow: number
  /** The column in which ours begin. */
  start: number
  widths: number[]
  /** The positions of the columns, by what messages call them. */
  places: ReadonlyMap<string, number>
}

const textWidth = (text: string) =>
  Math.min(
    40,
    [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 2),
  )

/** Whether our columns, from a file that was given back before, begin in that column of the header. */
const areOurs = (cells: readonly Cell[], place: number) => reasonHeads.every((head, at) => cells[place + at]?.text.trim() === head)

/** Reads the file once to find the layout of each sheet. */
async function findLayouts<Column extends string>(
  bytes: Buffer,
  said: Reasons,
  { rules, labels }: ListColumns<Column>,
): Promise<Map<string, Layout>> {
  const layouts = new Map<string, Layout>()
  const tops = new Map<string, SheetRow[]>()
  for await (const batch of readSpreadsheet(bytes)) {
    for (const row of batch) {
      const layout = layouts.get(row.sheet) ?? { headerRow: 0, start: 0, widths: [], places: new Map<string, number>() }
      layouts.set(row.sheet, layout)
      const top = tops.get(row.sheet) ?? []
      tops.set(row.sheet, top)
      const isSample = top.length < headerSearchRows
      if (isSample) top.push(normaliseRow(row))
      const hasReason = said.has(reasonKey(row.sheet, row.row))
      if (hasReason) layout.start = Math.max(layout.start, row.cells.findLastIndex(({ kind }) => kind !== 'empty') + 1)
      // Titles above the header are wider than any column.
      if (isSample && (hasReason || row.cells.filter(({ kind }) => kind !== 'empty').length > 2))
        for (const [place, { text }] of row.cells.entries()) layout.widths[place] = Math.max(layout.widths[place] ?? 8, textWidth(text))
    }
  }
  for (const [sheet, rows] of tops) {
    const layout = present(layouts.get(sheet), 'layout of a sheet')
    const found = findHeader(rows, rules)
    const header = found && rows[found.last]
    if (!header) continue
    layout.headerRow = header.row
    layout.start = Math.max(layout.start, header.cells.findLastIndex(({ kind }) => kind !== 'empty') + 1)
    const before = header.cells.findIndex((_, place) => areOurs(header.cells, place))
    if (before >= 0) layout.start = before
    const [block, ...others] = found.blocks
    if (block && others.length === 0) layout.places = new Map([...block].map(([column, place]) => [labels[column], place]))
  }
  return layouts
}

/** Yields the workbook in chunks. The file is read twice, sheet after sheet: for its layout, and while it is written. */
async function* writeWithReasons<Column extends string>(
  bytes: Buffer,
  said: Reasons,
  columns: ListColumns<Column>,
): AsyncGenerator<Uint8Array> {
  const layouts = await findLayouts(bytes, said, columns)
  const batches = readSpreadsheet(bytes)[Symbol.asyncIterator]()
  let batch: SheetRow[] = []
  let at = 0
  async function* rowsOf(sheet: string, layout: Layout): AsyncGenerator<StyledRow> {
    for (;;) {
      for (; at < batch.length; at++) {
        const row = batch[at]
        if (row?.sheet !== sheet) return
        yield withReason(row, said.get(reasonKey(sheet, row.row)), layout)
      }
      const { done, value } = await batches.next()
      if (done) return
      batch = value
      at = 0
    }
  }
  const names = await listSheets(bytes)
  yield* writeWorkbook(
    names.map((name): SheetToWrite => {
      const layout = layouts.get(name) ?? { headerRow: 0, start: 0, widths: [], places: new Map() }
      const original = Array.from({ length: layout.start }, (_, place) => ({ head: '', width: layout.widths[place] ?? 10 }))
      return {
        name,
        hasHeads: false,
        // More would leave no room for the rows themselves.
        frozenRows: layout.headerRow <= 8 ? layout.headerRow : 0,
        columns: layout.headerRow > 0 ? [...original, ...ours] : original,
        rows: rowsOf(name, layout),
      }
    }),
  )
}

const valueOf = (cell: Cell): CellValue =>
  cell.kind === 'date' && /^\d{4}-/.test(cell.day)
    ? { day: cell.day }
    : cell.kind === 'number'
      ? cell.number
      : cell.kind === 'empty'
        ? null
        : cell.text

/**
 * A row with a result is self-contained, with the values of merged cells that cover it: people filter, sort and delete
 * rows when they correct the file. The others (titles, second header rows, sums, empty ones) stay as they were, with
 * nothing beside them, so that they are recognised when the file is uploaded again.
 */
function withReason(row: SheetRow, reason: Reason | undefined, { headerRow, start, places }: Layout): StyledRow {
  const cells = row.cells.map((cell, place) => (row.merged.has(place) && !reason ? null : valueOf(cell)))
  const original = Array.from({ length: start }, (_, place) => cells[place] ?? null)
  if (row.row === headerRow) return { number: row.row, look: 'head', cells: [...original, ...reasonHeads] }
  if (!reason) return { number: row.row, cells }
  const marked = reason.column === null ? undefined : places.get(reason.column)
  return {
    number: row.row,
    cells: [...original, reason.outcome, reason.reason, row.row],
    look: reason.kind === 'refused' || reason.kind === 'changed' ? reason.kind : undefined,
    marked: marked === undefined ? [] : [marked],
  }
}

/** Returns the name of the file that is given back. */
export const toReasonsFileName = (fileName: string) => `${fileName.replace(/\.\w+$/, '')}-带原因.xlsx`

/** Does the same in a thread, in chunks of a useful size. */
export async function emitRowsWithReasons<Column extends string>(
  bytes: Buffer,
  said: Reasons,
  columns: ListColumns<Column>,
  emit: Emit<Uint8Array>,
): Promise<null> {
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const chunk of writeWithReasons(bytes, said, columns)) {
    waiting.push(chunk)
    size += chunk.length
    if (size < 65_536) continue
    await emit(new Uint8Array(Buffer.concat(waiting)))
    waiting = []
    size = 0
  }
  await emit(new Uint8Array(Buffer.concat(waiting)))
  return null
}
