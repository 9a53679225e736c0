// From a file to judged rows: finds each sheet's header and judges what stands below it.
import { Refusal } from '#app/refusal.ts'
import { isDay } from '#app/calendar.ts'
import { readSpreadsheet, type SheetRow } from '#app/spreadsheet/spreadsheet.server.ts'
import { findHeader, type Header, searched } from '#app/spreadsheet/header.ts'
import { type Column, rosterWords } from './columns.ts'
import { type JudgedRow, type Judging, startJudging } from './judge.ts'

/** Rows of one sheet; of several, once they are put together to batches, if they speak of the same day. */
export interface ReadRows {
  rows: JudgedRow[]
  /** The day on which the sheet says that it was filled in, if it says so above its header. */
  filledOn: string | null
}

const noHeader = () =>
  new Refusal(422, '表里没有找到表头。请确认有一行写着“姓名”“身份证号”等列名，再上传。', { file: ['表里没有找到表头。请确认有一行写着“姓名”“身份证号”等列名。'] })

/** 填报日期:2019年3月12日, in the rows above the header. */
export function filledOnIn(rows: readonly SheetRow[], today: string): string | null {
  const text = rows.flatMap(({ cells }) => cells.map((cell) => cell.text)).join(' ').normalize('NFKC')
  const [, year, month, day] = text.match(/(?:填报|填表|制表|上报)(?:日期|时间)?[:\s]*(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})/) ?? []
  if (!year) return null
  const said = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  return isDay(said) && said <= today && said >= '2013-01-01' ? said : null
}

/** Reads a roster batch by batch. Sheets without a header (explanations, empty ones) are passed over; no header at all is refused. */
export async function* readRoster(bytes: Buffer, judging: Judging): AsyncGenerator<ReadRows> {
  const judge = startJudging(judging)
  let sheet: string | null = null
  let header = null as Header<Column> | null
  let waiting: SheetRow[] = []
  let filledOn: string | null = null
  let found = false

  const settleHeader = (): JudgedRow[] => {
    const top = waiting
    waiting = []
    const at = findHeader(top, rosterWords)
    header = at?.header ?? new Map()
    if (!at) return []
    found = true
    filledOn = filledOnIn(top.slice(0, at.place), judging.today)
    return judged(top.slice(at.place + 1))
  }
  const judged = (rows: SheetRow[]) => rows.map((row) => judge(row, header!)).filter((row) => row !== null)

  for await (const batch of readSpreadsheet(bytes)) {
    let rows: JudgedRow[] = []
    for (const row of batch) {
      if (row.sheet !== sheet) {
        if (waiting.length > 0) rows.push(...settleHeader())
        if (rows.length > 0) yield { rows, filledOn }
        rows = []
        sheet = row.sheet
        header = null
        filledOn = null
      }
      if (header === null) {
        waiting.push(row)
        if (waiting.length >= searched) rows.push(...settleHeader())
      } else if (header.size > 0) rows.push(...judged([row]))
    }
    if (rows.length > 0) yield { rows, filledOn }
  }
  const rows = waiting.length > 0 ? settleHeader() : []
  if (!found) throw noHeader()
  if (rows.length > 0) yield { rows, filledOn }
}
