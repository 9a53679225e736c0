// From rows to tables: where each begins, what its columns mean, and what of the file is not read.
import { normaliseRow } from './cell-values.ts'
import { formatColumn, isBlank, type SheetRow } from './cells.ts'
import { maxColumns } from './budget.ts'
import { normaliseHeader, findHeader, type Header, parseHeader, type HeaderRules, headerSearchRows } from './header.ts'
import { Refusal } from '#app/refusal.ts'
import { explanationSheet } from './template.ts'
import { createUnknownWordCollector, mergeNotices, type UnreadPart } from './unread.ts'
import { present } from '#app/present.ts'

/** One list, or several side by side, under one header. */
export interface Table<Column extends string> {
  sheet: string
  /** For each list, the position of each column. */
  blocks: Header<Column>[]
  /** The rows above the header. */
  top: SheetRow[]
  /** The text of the header cells, by position. */
  heads: ReadonlyMap<number, string>
  /** The first few hundred rows, or all if there are fewer: they show what a column contains as a whole. */
  sample: readonly SheetRow[]
}

export interface TableRows<Column extends string> {
  table: Table<Column>
  rows: SheetRow[]
}

/** Number of rows below the header that are inspected before the first one is validated. */
const sampleSize = 300

/** Rows of people and shops contain long numbers; rows with words only may be another header. */
const holdsNumbers = ({ cells }: SheetRow) => cells.some(({ kind, text }) => kind === 'number' || kind === 'date' || /\d{5}/.test(text))

/** Splits the rows into groups, each of one sheet. */
function* bySheet(rows: readonly SheetRow[]): Generator<SheetRow[]> {
  let start = 0
  for (let at = 1; at <= rows.length; at++) {
    if (at < rows.length && rows[at]!.sheet === rows[start]!.sheet) continue
    if (at > start && rows.length > 0) yield rows.slice(start, at)
    start = at
  }
}

const filledRows = (rows: readonly SheetRow[]) => rows.filter((row) => !isBlank(row)).length

const inQuotes = (sheets: readonly string[]) => sheets.map((name) => `“${name}”`).join('、')

/**
 * 422: somebody who hid a sheet did not mean it to be used instead of the visible one, and which of the two is meant is
 * unknown.
 */
function onlyHiddenSheetsFault({ hidden, seen }: { hidden: readonly string[]; seen: readonly string[] }) {
  const sentence = `只有隐藏的工作表${inQuotes(hidden)}有表头，没有读；看得见的工作表${inQuotes(seen)}有内容，却没有表头。要用看得见的，请补上表头那一行；要用隐藏的，请先取消隐藏。改好再上传。`
  return new Refusal(422, sentence, { file: [sentence] })
}

/**
 * Finds the tables in a file's rows and yields the rows below their headers, with every cell normalised. Reports in
 * `unread` the sheets without a header, hidden sheets, and columns too far to the right. A sheet may contain several
 * tables below each other; a repeated header is skipped. Hidden sheets come last, and are read only if all other sheets
 * are empty: a hidden one is often an old copy. Refuses with 422 if other sheets have content but only a hidden one has
 * a header.
 */
export async function* readTables<Column extends string>(
  batches: AsyncIterable<SheetRow[]>,
  words: HeaderRules<Column>,
  unread: UnreadPart[],
): AsyncGenerator<TableRows<Column>> {
  let sheet: string | null = null
  let table: Table<Column> | null = null
  /** Rows of the sheet that wait for its header, and for the sample below it. */
  let waiting: SheetRow[] | null = []
  /** Counts of the sheet's non-empty rows that are not read, and of those that are. */
  let passedOver = 0
  let readBelow = 0
  let tables = 0
  let isHidden = false
  /** Visible sheets with content but without a header, and hidden ones with a header that are not read because of the others. */
  const seen: string[] = []
  const hidden: string[] = []
  let othersHoldSomething = false
  const isLeftOut = () => isHidden && othersHoldSomething

  const begin = (first: SheetRow) => {
    sheet = first.sheet
    table = null
    passedOver = 0
    readBelow = 0
    isHidden = first.onHiddenSheet === true
    waiting = []
  }
  const end = () => {
    if (sheet === null) return
    othersHoldSomething ||= !isHidden && (table !== null || passedOver > 0)
    if (passedOver > 0 && sheet !== explanationSheet) {
      if (!isHidden) seen.push(sheet)
      unread.push({ sheet, rows: passedOver, why: isLeftOut() ? '工作表是隐藏的，没有读' : '工作表没有表头，没有读' })
    }
    if (isHidden && readBelow > 0) unread.push({ sheet, rows: readBelow, why: '工作表是隐藏的，别的工作表没有内容，就读了它' })
  }
  const tableAt = (rows: readonly SheetRow[]): { table: Table<Column>; below: SheetRow[] } | null => {
    const found = findHeader(rows, words)
    if (!found) return null
    const below = rows.slice(found.last + 1)
    tables++
    return {
      below,
      table: {
        sheet: present(sheet, 'sheet'),
        blocks: found.blocks,
        top: rows.slice(0, found.first),
        heads: headsOf(rows.slice(found.first, found.last + 1)),
        sample: below.slice(0, sampleSize),
      },
    }
  }
  /** Decides on a header, if there is one, and yields the rows that waited below it. */
  function* settle(): Generator<TableRows<Column>> {
    const rows = waiting ?? []
    waiting = null
    if (isLeftOut()) {
      if (findHeader(rows, words)) hidden.push(present(sheet, 'sheet'))
      return void (passedOver += filledRows(rows))
    }
    const at = tableAt(rows)
    if (!at) return void (passedOver += filledRows(rows))
    table = at.table
    yield* below(at.below)
  }
  /** Yields rows of the table; from a header with other positions on, those of another table. */
  function* below(rows: readonly SheetRow[]): Generator<TableRows<Column>> {
    readBelow += filledRows(rows)
    let some: SheetRow[] = []
    for (const [place, row] of rows.entries()) {
      const header = holdsNumbers(row) ? null : parseHeader(row, words)
      if (header === null || header.size < 2 || !words.isHeader(header)) {
        some.push(row)
        continue
      }
      if (table?.blocks.some((block) => [...header].every(([column, at]) => block.get(column) === at))) continue // repeated on the next page
      if (some.length > 0) yield { table: present(table, 'table'), rows: some }
      some = []
      const next = present(tableAt([row]), 'table below its header')
      table = { ...next.table, top: [], sample: rows.slice(place + 1, place + 1 + sampleSize) }
    }
    if (some.length > 0) yield { table: present(table, 'table'), rows: some }
  }

  for await (const batch of batches) {
    for (const rows of bySheet(batch)) {
      const first = present(rows[0], 'row in a piece')
      if (first.sheet !== sheet) {
        if (waiting && waiting.length > 0) yield* settle()
        end()
        begin(first)
      }
      yield* take(rows)
    }
  }
  if (waiting && waiting.length > 0) yield* settle()
  end()
  if (tables === 0 && hidden.length > 0) throw onlyHiddenSheetsFault({ hidden, seen })

  /** Processes rows of one sheet. */
  function* take(rows: readonly SheetRow[]): Generator<TableRows<Column>> {
    if (rows.some(({ goesOn }) => goesOn) && !unread.some((one) => one.sheet === sheet && one.column === isBeyondLastColumn))
      unread.push({ sheet: present(sheet, 'sheet'), column: isBeyondLastColumn, why: '离得太远，没有读' })
    if (waiting) {
      waiting.push(...rows.map(normaliseRow))
      if (waiting.length >= headerSearchRows + sampleSize) yield* settle()
    } else if (table) yield* below(rows.map(normaliseRow))
    else passedOver += filledRows(rows)
  }
}

const isBeyondLastColumn = `第 ${maxColumns} 列以后`

/** Returns the text of the header cells, by position; of a header of two rows, both. */
function headsOf(rows: readonly SheetRow[]): Map<number, string> {
  const heads = new Map<number, string>()
  for (const row of rows) {
    for (const [place, cell] of row.cells.entries()) {
      const text = cell.text.replace(/\s+/g, '')
      if (text !== '' && !(row.merged.has(place) && heads.has(place)) && heads.get(place) !== text)
        heads.set(place, (heads.get(place) ?? '') + text)
    }
  }
  return heads
}

/** The heads of the columns in a file that is given back with reasons. */
export const reasonHeads = ['结果', '原因', '原行号'] as const

/** Columns without information about anybody, and those that we add ourselves. */
const saysNothing = /^(序号|序|编号|行号|NO|#|结果|原因|原行号)?$/i

/** Tracks which columns have content and are not read. */
function watchColumns<Column extends string>({ sheet, blocks, heads, top }: Table<Column>) {
  const read = new Set(blocks.flatMap((block) => [...block.values()]))
  const filled = new Set<number>()
  // Earlier versions put them in front, above the header.
  const isOurs = top.some(({ cells }) => cells[0]?.text === '结果' && cells[1]?.text === '原因')
  const readHeads = new Map([...read].map((place) => [normaliseHeader(heads.get(place) ?? ''), place]))
  return {
    /** Records a row with a person or shop. */
    see({ cells, merged }: SheetRow) {
      for (let place = 0; place < cells.length; place++) {
        const { kind, text } = cells[place]!
        if (kind !== 'empty' && !read.has(place) && !filled.has(place) && text.trim() !== '' && !merged.has(place)) filled.add(place)
      }
    },
    tell: (): UnreadPart[] =>
      [...filled]
        .sort((one, other) => one - other)
        .flatMap((place): UnreadPart[] => {
          const head = heads.get(place) ?? ''
          const name = normaliseHeader(head)
          if (isOurs && place < 3) return []
          if (head === '') return [{ sheet, column: `${formatColumn(place)} 列`, why: '没有列名，没有读' }]
          const twin = readHeads.get(name)
          if (twin !== undefined)
            return [
              {
                sheet,
                column: `${head}（${formatColumn(place)} 列）`,
                why: `和 ${formatColumn(twin)} 列同名，只读了 ${formatColumn(twin)} 列`,
              },
            ]
          return saysNothing.test(name) ? [] : [{ sheet, column: head, why: '用不到这一列，没有读' }]
        }),
  }
}

/** The unknown words of a row, by column. */
interface Said<Column extends string> {
  sheet: string
  lost: readonly { column: Column; word: string }[]
}

/** Tracks what is not read of a file's tables: columns, and unknown words. `unread`: what is reported already. */
export function trackUnread<Column extends string>(columnNames: Readonly<Record<Column, string>>, unread: UnreadPart[]) {
  const lost = createUnknownWordCollector()
  let watched: { table: Table<Column>; columns: ReturnType<typeof watchColumns> } | null = null
  return {
    begin(table: Table<Column>) {
      if (watched) unread.push(...watched.columns.tell())
      watched = { table, columns: watchColumns(table) }
    },
    /** Records a row of the current table, with what each of its lists says; nothing if it is empty. */
    see(row: SheetRow, said: readonly Said<Column>[]) {
      const { table, columns } = present(watched, 'table begun before its rows')
      if (said.length > 0) columns.see(row)
      for (const { sheet, lost: words } of said)
        for (const { column, word } of words)
          lost.add({ sheet, column: table.heads.get(table.blocks[0]!.get(column)!) ?? columnNames[column], word })
    },
    /** Returns everything that is not read, each thing once. */
    tell: (): UnreadPart[] => mergeNotices([...unread, ...(watched?.columns.tell() ?? []), ...lost.tell()]),
  }
}

/**
 * Whether so many of a column's numbers have lost their digits after the fifteenth that they went through a number
 * column: most of them, both of two, or half of many, if a part of the list was pasted from elsewhere.
 */
export function wereRoundedAsNumbers(texts: Iterable<string>, digits: number): boolean {
  const long = new Set([...texts].map((text) => text.replace(/[\s'"=]/g, '')).filter((text) => /^\d+$/.test(text) && text.length >= digits))
  const cut = [...long].filter((text) => /^0*$/.test(text.slice(15))).length
  return long.size >= 10 ? cut >= long.size * 0.5 : long.size >= 3 ? cut >= long.size * 0.8 : long.size === 2 && cut === 2
}
