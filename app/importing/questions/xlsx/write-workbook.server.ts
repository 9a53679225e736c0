// Writes questions as a workbook, and the template to fill in.
import { encodeWorkbook, type StyledRow } from '#app/spreadsheet/spreadsheet.server.ts'
import { buildTemplate } from '#app/spreadsheet/template.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import type { QuestionToWrite } from '../question.ts'
import { difficultyLabels, templateColumns } from './columns.ts'

const minOptionColumns = 6

/** Why a question cannot be written into a workbook; null if it can. */
export function findWorkbookObjection({ pictures, tags }: QuestionToWrite): string | null {
  if (pictures.length > 0) return 'Excel 的格子里放不下图片。'
  return tags.some((tag) => /[、,，;；]/.test(tag)) ? '标签里有顿号或逗号，写进一格会变成几个标签。' : null
}

function toCells(
  { name, kind, text, options, correct, explanation, difficulty, tags, lesson }: QuestionToWrite,
  optionCount: number,
): string[] {
  const isTruth = kind === 'trueFalse'
  const answer = isTruth ? (correct.includes('a') ? '对' : '错') : correct.map((key) => key.toUpperCase()).join('')
  const texts = Array.from({ length: optionCount }, (_, at) => (isTruth ? '' : (options[at]?.text ?? '')))
  const level = difficulty === undefined ? '' : difficultyLabels[difficulty]
  return [name, kindLabels[kind], text, ...texts, answer, explanation, level, tags.join('、'), lesson ?? '']
}

/** Writes a workbook like the template, with questions instead of the example. */
export function writeQuestionWorkbook(questions: readonly QuestionToWrite[]): Promise<Uint8Array> {
  const optionCount = Math.max(minOptionColumns, ...questions.map(({ kind, options }) => (kind === 'trueFalse' ? 0 : options.length)))
  const columns = templateColumns(optionCount)
  const head: StyledRow = { look: 'head', cells: ['序号', ...columns.map((column) => column.head)] }
  return encodeWorkbook([
    {
      name: '试题',
      hasHeads: false,
      columns: [{ head: '', width: 8 }, ...columns.map(({ width }) => ({ head: '', width, asText: true }))],
      rows: [head, ...questions.map((question, at) => [at + 1, ...toCells(question, optionCount)])],
    },
  ])
}

/** The workbook to fill in, with an example row and a sheet that explains the columns. */
export const writeQuestionTemplate = (): Promise<Uint8Array> =>
  encodeWorkbook(
    buildTemplate({
      name: '试题',
      columns: templateColumns(minOptionColumns),
      notes: [
        '一行一道题。选项不够用，可以在后面加“选项G”“选项H”，最多到“选项Z”。',
        '图片放不进表格；有图的题请用 Moodle XML 或 QTI 带进来。',
      ],
    }),
  )
