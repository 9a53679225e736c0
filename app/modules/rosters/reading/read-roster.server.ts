// From a file to validated rows: finds the tables in it and validates the rows below their headers.
import { Refusal } from '#app/refusal.ts'
import { isDay } from '#app/calendar.ts'
import { serialToDay } from '#app/spreadsheet/cells.ts'
import { readSpreadsheet, type ReadOptions, type SheetRow } from '#app/spreadsheet/spreadsheet.server.ts'
import { withoutExamples } from '#app/spreadsheet/template.ts'
import { readTables, type Table, trackUnread, wereRoundedAsNumbers } from '#app/spreadsheet/tables.ts'
import type { UnreadPart } from '#app/spreadsheet/unread.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import type { RosterFacts } from '#db/schema/rosters.ts'
import { type Column, columnLabels, rosterHeaderRules } from './columns.ts'
import { type ColumnFaults, type ValidatedRow, type ValidationOptions, createRowValidator } from './validate-row.ts'
import { present } from '#app/present.ts'

export type { RosterFacts }

/** Rows of one sheet, or of several after batching, if they speak of the same day. */
export interface ReadRows {
  rows: ValidatedRow[]
  /** The day on which the sheet says that it was filled in, if it does above its header. */
  filledOn: string | null
}

/**
 * Combines pieces into full batches. A file is read in pieces of any size; the register is queried for as many rows of one day at once as
 * possible.
 */
export async function* fullBatches<R>(pieces: AsyncIterator<ReadRows, R>, maxAtOnce: number): AsyncGenerator<ReadRows, R> {
  let rows: ValidatedRow[] = []
  let filledOn: string | null = null
  for (;;) {
    const { done, value } = await pieces.next()
    if ((done || value.filledOn !== filledOn) && rows.length > 0) {
      yield { rows, filledOn }
      rows = []
    }
    if (done) return value
    filledOn = value.filledOn
    rows.push(...value.rows)
    while (rows.length >= maxAtOnce) yield { rows: rows.splice(0, maxAtOnce), filledOn }
  }
}

const noHeader = () =>
  new Refusal(422, '表里没有找到表头，或者表头下面一行也没有。请确认有一行写着“姓名”“身份证号”等列名，再上传。', {
    file: ['表里没有找到表头，或者表头下面一行也没有。请确认有一行写着“姓名”“身份证号”等列名。'],
  })

const label = '(?:填报|填表|制表|上报)(?:日期|时间)?'

/** Finds 填报日期:2019年3月12日 in the rows above the header, as text, as a date, or as a date's serial number. */
function filledOnIn(rows: readonly SheetRow[], today: string): string | null {
  const text = normaliseWidth(textOf(rows))
  const [, year, month = '', day = ''] =
    text.match(new RegExp(`${label}[:\\s]*(\\d{4})[-/.年]\\s*(\\d{1,2})[-/.月]\\s*(\\d{1,2})`)) ??
    text.match(new RegExp(`${label}[:\\s]*(\\d{4})(\\d{2})(\\d{2})(?!\\d)`)) ??
    []
  const [, serial] = text.match(new RegExp(`${label}[:\\s]*(\\d{5})(?!\\d)`)) ?? []
  const said = year
    ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    : serial && serialToDay(Number(serial), { from1904: rows.some(({ from1904 }) => from1904) })
  return said && isDay(said) && said <= today && said >= '2013-01-01' ? said : null
}

const textOf = (rows: readonly SheetRow[]) => rows.flatMap(({ cells }) => cells.map((cell) => cell.text)).join(' ')

/** Returns a notice about a written day that is not valid, which would otherwise be lost silently. */
function unreadDayNotice({ sheet, top }: Table<Column>, filledOn: string | null): UnreadPart[] {
  const [said] = filledOn ? [] : (normaliseWidth(textOf(top)).match(new RegExp(`${label}[:\\s]*[^\\s:]*\\d[^\\s]*`)) ?? [])
  return said ? [{ sheet, column: '填报日期', why: `“${said.slice(0, 30)}”看不懂，或不会是那一天，按导入当天算` }] : []
}

const textsOf = ({ sample, blocks }: Table<Column>, column: Column) =>
  blocks.flatMap((block) => {
    const place = block.get(column)
    const texts = place === undefined ? [] : sample.map(({ cells }) => cells[place])
    return texts.flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : []))
  })

const findColumnFaults = (table: Table<Column>): ColumnFaults => ({
  idNumbersCut: wereRoundedAsNumbers(textsOf(table, 'idNumber'), 18),
  householdNumbersCut: wereRoundedAsNumbers(textsOf(table, 'householdNumber'), 16),
})

/**
 * Reads a roster batch by batch; finally returns further facts about it. Sheets without a header (explanations, empty ones) are skipped and
 * reported; if no sheet has one, refuses the file.
 */
export async function* readRoster(
  bytes: Buffer,
  options: ValidationOptions,
  { atOnce = false }: Pick<ReadOptions, 'atOnce'> = {},
): AsyncGenerator<ReadRows, RosterFacts> {
  const validate = createRowValidator(options)
  const unread: UnreadPart[] = []
  const days: RosterFacts['days'] = {}
  const watch = trackUnread(columnLabels, unread)
  let table: Table<Column> | null = null
  let filledOn: string | null = null
  let faults: ColumnFaults | undefined

  const begin = (next: Table<Column>) => {
    watch.begin(next)
    // A table below another one on the same sheet speaks of the same day unless it says otherwise.
    filledOn = filledOnIn(next.top, options.today) ?? (table?.sheet === next.sheet ? filledOn : null)
    unread.push(...unreadDayNotice(next, filledOn))
    days[next.sheet] = filledOn
    faults = findColumnFaults(next)
    table = next
  }
  const validateRow = (row: SheetRow) => {
    const said = present(table, 'table begun before its rows').blocks.flatMap((block) => validate(row, block, faults) ?? [])
    watch.see(row, said)
    return said
  }

  for await (const { table: of, rows } of readTables(readSpreadsheet(bytes, { hiddenLast: true, atOnce }), rosterHeaderRules, unread)) {
    if (of !== table) begin(of)
    const validated = withoutExamples(rows, unread).flatMap(validateRow)
    if (validated.length > 0) yield { rows: validated, filledOn }
  }
  if (!table) throw noHeader()
  return { days, unread: watch.tell() }
}
