// Templates of lists to fill in: the head, an example row that readers pass over, and a sheet that explains the columns.
import type { SheetRow } from './cells.ts'
import type { UnreadPart } from './unread.ts'
import type { SheetToWrite, StyledRow } from './xlsx-writer.server.ts'

export interface TemplateColumn {
  head: string
  width: number
  isNeeded?: boolean
  example: string
  /** How the column is filled in. */
  how: string
  /** What can be chosen in its cells; other texts are possible. */
  choices?: readonly string[]
  /** Words of which a cell may have several. */
  words?: readonly string[]
}

interface Template {
  name: string
  /** The cells of a row above the head. */
  above?: readonly string[]
  columns: readonly TemplateColumn[]
  /** General advice, a sentence a row. */
  notes: readonly string[]
}

/** The name of the sheet that explains the columns; it is not reported as unread. */
export const explanationSheet = '填表说明'

const exampleMark = '示例'

/** Whether the row says of itself, in its first cell, that it is an example. */
const isExampleRow = ({ cells }: SheetRow): boolean =>
  /^(填写|填表)?(示例|样例)(行|数据)?$/.test((cells.find(({ text }) => text.trim() !== '')?.text ?? '').replace(/[\s()（）:：]/g, ''))

/** Leaves out the example rows, and reports them in `unread`: somebody may have filled one in. */
export const withoutExamples = (rows: readonly SheetRow[], unread: UnreadPart[]): SheetRow[] =>
  rows.filter((row) => {
    const isExample = isExampleRow(row)
    if (isExample) unread.push({ sheet: row.sheet, rows: 1, why: `写着“${exampleMark}”的行是样子，没有读` })
    return !isExample
  })

/** Rows below the head that are prepared for people to fill in. */
const preparedRows = 500

/** More characters do not fit into a list of choices. */
const maxChoices = 250

/** Builds the sheets of a template. */
export function buildTemplate({ name, above, columns, notes }: Template): SheetToWrite[] {
  const headRow = above ? 2 : 1
  const head: StyledRow = { look: 'head', cells: ['序号', ...columns.map((column) => column.head)] }
  const example: StyledRow = { look: 'example', cells: [exampleMark, ...columns.map((column) => column.example)] }
  return [
    {
      name,
      hasHeads: false,
      frozenRows: headRow,
      columns: [{ head: '', width: 8 }, ...columns.map(({ width }) => ({ head: '', width, asText: true }))],
      choices: columns.flatMap(({ choices = [] }, at) =>
        choices.length > 0 && choices.join(',').length <= maxChoices
          ? [{ column: at + 1, firstRow: headRow + 1, lastRow: headRow + preparedRows, texts: choices }]
          : [],
      ),
      rows: [...(above ? [above] : []), head, example],
    },
    {
      name: explanationSheet,
      columns: [
        { head: '列', width: 18 },
        { head: '要不要填', width: 12 },
        { head: '怎么填', width: 64, wraps: true },
        { head: '可以填', width: 64, wraps: true },
      ],
      rows: [
        ...columns.map(({ head: column, isNeeded, how, choices = [], words = [] }) => [
          column,
          isNeeded ? '必填' : '可以空着',
          how,
          [...choices, ...words].join('、'),
        ]),
        [],
        ...notes.map((sentence) => ['', '', sentence]),
        ['', '', `第一列写着“${exampleMark}”的那一行是样子，不会读进来；请从它下面一行填起，或把它删掉。`],
      ],
    },
  ]
}
