// The list behind a figure of pairing: its columns and filters, on the page and in the workbook.
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { OutcomeRow } from './outcomes.server.ts'
import { type FigureName, figureLabels } from './outcomes.ts'

export type PlacedOutcome = OutcomeRow & { place: string; row: number }

/** Who told a row, if nobody but the system did. */
const ownRecords = '系统记录'

export const outcomeList = (figure: FigureName): ListDefinition<PlacedOutcome> => ({
  size: 100,
  columns: [
    { key: 'shop', head: '西部店', kind: 'short', value: ({ shop }) => shop },
    { key: 'place', head: '乡镇', kind: 'short', value: ({ place }) => place },
    { key: 'helper', head: '东部店', kind: 'short', value: ({ helper }) => helper },
    { key: 'value', head: figureLabels[figure].unit, kind: 'number', value: ({ value }) => value },
    { key: 'why', head: '为什么在内', value: ({ why }) => why },
    { key: 'source', head: '来历', kind: 'short', value: ({ source }) => source ?? ownRecords },
  ],
  filters: [{ name: 'township', label: '乡镇', value: ({ township }) => township, labelOf: (code, row) => row?.place ?? code }],
})
