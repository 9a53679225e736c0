// Reads questions from a workbook, a row each.
import { findCellFault, normaliseRow } from '#app/spreadsheet/cell-values.ts'
import { type Cell, isBlank, type SheetRow } from '#app/spreadsheet/cells.ts'
import { type Header, normaliseHeader, parseHeader } from '#app/spreadsheet/header.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { trackUnread } from '#app/spreadsheet/tables.ts'
import { explanationSheet, withoutExamples } from '#app/spreadsheet/template.ts'
import type { UnreadPart } from '#app/spreadsheet/unread.ts'
import { lookUp } from '#app/text/look-up.ts'
import { type Difficulty, type ReadQuestion, refuseQuestion, type RefusedQuestion } from '../question.ts'
import { type Choice, type Draft, parseTruth, readOne } from '../settle.ts'
import { normaliseLine, normaliseLines } from '../text/plain-text.ts'
import { headerRules, optionColumns, type QuestionColumn } from './columns.ts'

const difficulties: Record<string, Difficulty> = {
  '1': 1, 易: 1, 容易: 1, 简单: 1, 较易: 1, 低: 1, '2': 2, 中: 2, 中等: 2, 一般: 2, 适中: 2, '3': 3, 难: 3, 困难: 3, 较难: 3, 高: 3,
} // prettier-ignore

type Kind = 'single' | 'multiple' | 'trueFalse' | null

function parseKind(text: string): Kind {
  const word = normaliseLine(text).replace(/[\s题]/g, '')
  if (word === '') return null
  if (/^(?:单选|单项选择|单选择|选择)$/.test(word)) return 'single'
  if (/^(?:多选|多项选择|不定项选择|不定项)$/.test(word)) return 'multiple'
  if (/^(?:判断|是非|对错|判断正误)$/.test(word)) return 'trueFalse'
  return refuseQuestion(
    'kind-unsupported',
    `题型“${normaliseLine(text).slice(0, 20)}”这里没有，只有单选、多选和判断题，请改成其中一种再传。`,
  )
}

const headOf = (column: QuestionColumn) =>
  column.startsWith('option') ? `选项${column.slice(6)}` : column === 'correct' ? '正确答案' : '题目'

/** Reads the cells of a row by their columns. */
function createCellReader({ cells }: SheetRow, header: Header<QuestionColumn>) {
  return (column: QuestionColumn): string => {
    const place = header.get(column)
    const cell: Cell | undefined = place === undefined ? undefined : cells[place]
    if (!cell) return ''
    const wrong = findCellFault(cell)
    if (wrong !== null) refuseQuestion('syntax', `“${headOf(column)}”一格${wrong}，请改成字再传。`)
    return normaliseLines(cell.text)
  }
}

/** The letters of right choices; null if the text is something else. */
function parseLetters(text: string): string[] | null {
  const plain = text.normalize('NFKC').toUpperCase()
  if (!/^[A-Z](?:[\s,;、，；/|和.]*[A-Z])*[.。]?$/.test(plain)) return null
  return [...new Set(plain.match(/[A-Z]/g) ?? [])]
}

function readAnswer(said: string, kind: Kind, options: readonly string[]): Pick<Draft, 'choices' | 'answers'> {
  if (said === '') refuseQuestion('no-right-answer', '“正确答案”一格是空的，请补上再传。')
  const isEmpty = options.every((option) => option === '')
  const truth = parseTruth(said)
  if (kind === 'trueFalse' || (kind === null && isEmpty && truth !== null)) {
    const letters = parseLetters(said)
    const named = letters?.length === 1 && truth === null ? parseTruth(options[(letters[0] ?? '').charCodeAt(0) - 65] ?? '') : truth
    const is = named ?? (isEmpty && said.toUpperCase() === 'A' ? true : isEmpty && said.toUpperCase() === 'B' ? false : null)
    if (is === null) return refuseQuestion('no-right-answer', '判断题的正确答案应写 对 或 错，请改好再传。')
    return { answers: 'one', choices: [{ text: '对', weight: is ? 100 : 0 }, { text: '错', weight: is ? 0 : 100 }] } // prettier-ignore
  }
  const letters = parseLetters(said)
  const last = options.findLastIndex((option) => option !== '')
  const filled = options.slice(0, last + 1)
  if (!letters || letters.some((letter) => !filled[letter.charCodeAt(0) - 65]))
    return refuseQuestion('no-right-answer', `正确答案“${said.slice(0, 20)}”不是有字的选项的字母，请改成选项的字母（多选如 AC）再传。`)
  if (kind === 'single' && letters.length > 1)
    refuseQuestion('several-right-answers', '单选题写了几个正确答案，请只留一个，或把题型改成多选题再传。')
  if (kind === 'multiple' && letters.length === 1)
    refuseQuestion('no-right-answer', '多选题只写了一个正确答案，请补上别的，或把题型改成单选题再传。')
  const choices = filled.map((text, at): Choice => ({ text, weight: letters.includes(String.fromCharCode(65 + at)) ? 100 : 0 }))
  return { choices, answers: 'said' }
}

function readRow(read: (column: QuestionColumn) => string): Draft {
  const difficulty = normaliseLine(read('difficulty'))
  const level = lookUp(difficulties, difficulty)
  const lesson = normaliseLine(read('lesson'))
  return {
    name: read('name'),
    text: read('text'),
    ...readAnswer(normaliseLine(read('correct')), parseKind(read('kind')), optionColumns.map(read)),
    explanation: read('explanation'),
    difficulty: level,
    ...(lesson !== '' && { lesson }),
    tags: read('tags').split(/[、,，;；\n]/),
    notes: difficulty !== '' && level === undefined ? [`难度“${difficulty.slice(0, 20)}”看不懂，没有带过来；可以写 易、中、难。`] : [],
  }
}

const columnNames = Object.fromEntries(
  ['name', 'kind', 'text', 'correct', 'explanation', 'difficulty', 'tags', 'lesson', ...optionColumns].map((column) => [column, column]),
) as Record<QuestionColumn, string>

/** Bare letters name choices too, but only in a row that is a header: in others they are answers. */
function readHeader(row: SheetRow): Header<QuestionColumn> | null {
  const header = parseHeader(row, headerRules)
  if (!headerRules.isHeader(header)) return null
  const used = new Set(header.values())
  for (const [place, cell] of row.cells.entries()) {
    const [, letter] = /^([A-Z])$/i.exec(normaliseHeader(cell.text)) ?? []
    const column: QuestionColumn = `option${letter?.toUpperCase() ?? ''}`
    if (letter !== undefined && !used.has(place) && !header.has(column)) header.set(column, place)
  }
  return header
}

/** Follows the rows of a workbook, sheet by sheet, to the headers and what is below them. */
function createSheetReader(unread: UnreadPart[]) {
  const watch = trackUnread(columnNames, unread)
  let sheet: string | null = null
  let header: Header<QuestionColumn> | null = null
  let isHidden = false
  let hasTables = false
  let passedOver = 0
  const end = () => {
    if (sheet !== null && passedOver > 0 && sheet !== explanationSheet)
      unread.push({ sheet, rows: passedOver, why: isHidden ? '工作表是隐藏的，没有读' : '工作表没有表头，没有读' })
  }
  return {
    /** The columns of a row with a question; null if it is none. */
    enter(row: SheetRow): Header<QuestionColumn> | null {
      if (row.sheet !== sheet) {
        end()
        sheet = row.sheet
        header = null
        passedOver = 0
        isHidden = row.onHiddenSheet === true
      }
      if (isBlank(row)) return null
      const found = isHidden && hasTables ? null : readHeader(row)
      if (found) {
        header = found
        watch.begin({ sheet, blocks: [found], top: [], heads: new Map(row.cells.map(({ text }, at) => [at, text])), sample: [] })
        hasTables ||= !isHidden
        return null
      }
      if (!header) passedOver++
      else watch.see(row, [{ sheet, lost: [] }])
      return header
    },
    tell() {
      end()
      unread.splice(0, unread.length, ...watch.tell())
    },
  }
}

/** Yields the questions of all sheets. What is not read is added to `unread`. */
export async function* readWorkbookQuestions(bytes: Buffer, unread: UnreadPart[]): AsyncGenerator<ReadQuestion | RefusedQuestion> {
  const sheets = createSheetReader(unread)
  let index = 0
  for await (const batch of readSpreadsheet(bytes, { hiddenLast: true }))
    for (const row of withoutExamples(batch.map(normaliseRow), unread)) {
      const header = sheets.enter(row)
      if (!header || [...header.values()].every((place) => (row.cells[place]?.text.trim() ?? '') === '')) continue
      const name = row.cells[header.get('name') ?? -1]?.text || row.cells[header.get('text') ?? -1]?.text || ''
      yield readOne({ index: ++index, line: row.row, name }, () => readRow(createCellReader(row, header)))
    }
  sheets.tell()
}
