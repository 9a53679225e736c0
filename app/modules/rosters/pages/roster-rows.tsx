// The rows of a roster: what was understood of each, and what it changes in the register or why it is refused. A tab an outcome.
import type { ReactNode } from 'react'
import { outcomeKinds, outcomeLabels } from '#app/importing/outcomes.ts'
import { RowsByOutcome } from '#app/importing/rows-by-outcome.tsx'
import type { Column } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import type { RosterView } from '../rosters.server.ts'

type Row = RosterView['rows'][number]
type Counts = NonNullable<RosterView['counts']>

/** One thing and what belongs to it below. */
const pair = (first: ReactNode, second: string | undefined) => (
  <>
    {first}
    {second && <div className="small soft">{second}</div>}
  </>
)

const understood: Column<Row>[] = [
  {
    head: '姓名和身份证号',
    kind: 'short',
    cell: ({ name, understood: said }) => pair(name || '（空）', said?.idNumber),
  },
  { head: '手机号', kind: 'short', cell: ({ understood: said }) => said?.phone },
  { head: '住在', cell: ({ understood: said }) => said?.place },
  {
    head: '户编号和属性',
    cell: ({ understood: said }) => said && pair(said.householdNumber || said.status, said.householdNumber ? said.status : ''),
  },
  { head: '层次', kind: 'short', cell: ({ understood: said }) => said?.tier },
  { head: '从哪天起算', kind: 'short', cell: ({ understood: said }) => said?.from },
]

const nameOnly: Column<Row>[] = [{ head: '姓名', kind: 'short', cell: ({ name }) => name || '（空）' }]

export function RosterRows({ roster: { shown, rows, turns }, counts }: { roster: RosterView; counts: Counts }) {
  // Once imported, the content is in the register and no longer kept here.
  const isKept = rows.some((row) => row.understood !== null)
  const columns: Column<Row>[] = [
    { head: '行', kind: 'short', cell: ({ sheet, row }) => pair(`第 ${row} 行`, sheet) },
    ...(isKept ? understood : nameOnly),
    { head: '结果', kind: 'short', cell: (row) => <OutcomeBadge row={row} /> },
    { head: isKept ? '和登记册比' : '原因和说明', cell: (row) => <Findings row={row} /> },
  ]
  return <RowsByOutcome {...{ counts, shown, rows, turns, columns }} rowKey={({ id }) => String(id)} />
}

const OutcomeBadge = ({ row: { outcome, isOpen } }: { row: Row }) =>
  isOpen ? (
    <Badge kind="info">{outcomeLabels[outcome]}（还没收）</Badge>
  ) : (
    <Badge kind={outcomeKinds[outcome]}>{outcomeLabels[outcome]}</Badge>
  )

/** What changes; of a refused row, the column at fault and why. */
const Findings = ({ row: { outcome, column, message } }: { row: Row }) =>
  outcome === 'refused' ? (
    <>
      {column && <b>{column}：</b>}
      {message}
    </>
  ) : (
    message || unchangedLabels[outcome]
  )

const unchangedLabels = { new: '登记为新的人', known: '和登记册一样，什么都不改', changed: '' } as const
