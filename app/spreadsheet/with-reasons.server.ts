// Gives a file back in its original form, with columns in front: the result of each row, the reason, and its original
// row number.
import type { Emit } from '#app/threads/tasks.server.ts'
import type { Cell, SheetRow } from './cells.ts'
import { readSpreadsheet, listSheets } from './spreadsheet.server.ts'
import { type CellValue, type SheetToWrite, writeWorkbook } from './xlsx-writer.server.ts'

/** For each sheet and row: the result, the reason, and the name in it. */
export type Reasons = Map<string, readonly [outcome: string, reason: string, name: string]>
const reasonKey = (sheet: string, row: number) => `${sheet}\n${row}`

/** Adds the result of one of a row's lists; if several are side by side, each is identified by its name. */
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

/** Yields the workbook in chunks. The file is read once, sheet after sheet, while it is written. */
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
 * A row with a result is self-contained, with the values of merged cells that cover it: people filter, sort and delete
 * rows when they correct the file. The others (titles, second header rows, sums, empty ones) stay as they were, with
 * nothing in front, so that they are recognised when the file is uploaded again.
 */
const withReason = (row: SheetRow, reason: readonly [string, string, string] | undefined): CellValue[] => [
  ...(reason ? [reason[0], reason[1], row.row] : [null, null, null]),
  ...row.cells.map((cell, place) => (row.merged.has(place) && !reason ? null : valueOf(cell))),
]

/** Returns the name of the file that is given back. */
export const toReasonsFileName = (fileName: string) => `${fileName.replace(/\.\w+$/, '')}-带原因.xlsx`

/** Does the same in a thread, in chunks of a useful size. */
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
