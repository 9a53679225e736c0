// A file given back as it came, with columns in front: what each row came to, why, and where it stood.
import type { Emit } from '#app/threads/tasks.server.ts'
import type { Cell, SheetRow } from './cells.ts'
import { readSpreadsheet, listSheets } from './spreadsheet.server.ts'
import { type CellValue, type SheetToWrite, writeWorkbook } from './xlsx-writer.server.ts'

/** By sheet and row: what it came to, why, and who stands in it. */
export type Reasons = Map<string, readonly [outcome: string, reason: string, name: string]>
const reasonKey = (sheet: string, row: number) => `${sheet}\n${row}`

/** Adds what one of a row's lists came to; where several stand side by side, each is told by its name. */
export function addReason(
  said: Reasons,
  { sheet, row, name, outcome, message }: { sheet: string; row: number; name: string; outcome: string; message: string },
) {
  const key = reasonKey(sheet, row)
  const before = said.get(key)
  said.set(
    key,
    before
      ? [
          before[0] === outcome ? outcome : `${before[0]}、${outcome}`,
          [before[2] && `${before[2]}：${before[1]}`, before[2] ? '' : before[1], `${name}：${message}`]
            .filter((one) => !/^[^：]*：$|^$/.test(one))
            .join(''),
          '',
        ]
      : [outcome, message, name],
  )
}

const ours: SheetToWrite['columns'] = [
  { head: '结果', width: 8 },
  { head: '原因', width: 60, wraps: true },
  { head: '原行号', width: 8 },
]

/** The workbook, chunk by chunk. The file is read once, sheet after sheet, as it is written. */
async function* writeWithReasons(bytes: Buffer, said: Reasons): AsyncGenerator<Uint8Array> {
  const batches = readSpreadsheet(bytes)[Symbol.asyncIterator]()
  let batch: SheetRow[] = []
  let at = 0
  async function* rowsOf(sheet: string): AsyncGenerator<CellValue[]> {
    for (;;) {
      for (; at < batch.length; at++) {
        const row = batch[at]
        if (row?.sheet !== sheet) return
        yield withReason(row, said.get(reasonKey(sheet, row.row)))
      }
      const { done, value } = await batches.next()
      if (done) return
      batch = value
      at = 0
    }
  }
  const names = await listSheets(bytes)
  yield* writeWorkbook(
    names.map((name): SheetToWrite => ({
      name,
      columns: [...ours, ...Array.from({ length: 12 }, () => ({ head: '', width: 18 }))],
      rows: rowsOf(name),
    })),
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
 * A row of which something is said stands by itself, with the values of merged cells that reach over it: whoever corrects
 * the file filters, sorts and deletes rows. The others (titles, second rows of a header, sums, blank ones) stay as they
 * came, with nothing in front, so that they are taken for the same when the file is handed in again.
 */
const withReason = (row: SheetRow, reason: readonly [string, string, string] | undefined): CellValue[] => [
  ...(reason ? [reason[0], reason[1], row.row] : [null, null, null]),
  ...row.cells.map((cell, place) => (row.merged.has(place) && !reason ? null : valueOf(cell))),
]

/** What the file is called that is given back. */
export const toReasonsFileName = (fileName: string) => `${fileName.replace(/\.\w+$/, '')}-带原因.xlsx`

/** The same for a thread, in chunks worth handing over. */
export async function emitRowsWithReasons(bytes: Buffer, said: Reasons, emit: Emit<Uint8Array>): Promise<null> {
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const chunk of writeWithReasons(bytes, said)) {
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
