// What the search found as a workbook: a sheet for each kind that has results, with the rows that the page shows.
import { passageKindLabels } from '#app/modules/lesson-search/labels.ts'
import type { MarkedText } from '#app/modules/lesson-search/marked-text.ts'
import type { CellValue, SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { type FoundKind, type FoundOf, foundKinds } from './found-kinds.ts'
import type { DeskSearch } from './found.ts'

const width = 24
const plain = (text: MarkedText) => text.map((part) => part.text).join('')
/** The last row, if there is more than is shown. */
const more = (isAll: boolean): CellValue[][] => (isAll ? [] : [['还有更多，请写得更细。']])

function toSheet<Kind extends FoundKind>(
  kind: Kind,
  { rows, isAll }: { rows: readonly FoundOf<Kind>[]; isAll: boolean },
  places: Readonly<Record<string, string>>,
): SheetToWrite[] {
  if (rows.length === 0) return []
  const { label, columns } = foundKinds[kind]
  const heads = [...columns.map(({ head }) => head), '怎么找到的']
  return [
    {
      name: label,
      columns: heads.map((head) => ({ head, width })),
      rows: [...rows.map((row) => [...columns.map(({ value }) => value(row, places) ?? null), row.why.join('、')]), ...more(isAll)],
    },
  ]
}

const passageSheet = ({ rows, isAll }: DeskSearch['passages']): SheetToWrite[] =>
  rows.length === 0
    ? []
    : [
        {
          name: '课程内容',
          columns: ['标题', '内容', '种类', '课程', '课'].map((head) => ({ head, width })),
          rows: [
            ...rows.map(({ heading, excerpt, kind, course, lesson }) => [
              plain(heading),
              plain(excerpt),
              passageKindLabels[kind],
              course.title,
              lesson.title,
            ]),
            ...more(isAll),
          ],
        },
      ]

/** Returns the sheets, in the order of the page; one that says so if nothing was found. */
export function toFoundSheets(found: DeskSearch, places: Readonly<Record<string, string>>): SheetToWrite[] {
  const sheets = [
    ...toSheet('people', found.people, places),
    ...toSheet('households', found.households, places),
    ...toSheet('trainees', found.trainees, places),
    ...toSheet('cohorts', found.cohorts, places),
    ...toSheet('courses', found.courses, places),
    ...passageSheet(found.passages),
    ...toSheet('certificates', found.certificates, places),
    ...toSheet('shops', found.shops, places),
    ...toSheet('pairings', found.pairings, places),
  ]
  return sheets.length > 0 ? sheets : [{ name: '查找', columns: [{ head: '没有找到', width }], rows: [] }]
}
