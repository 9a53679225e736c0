// The rows of an upload by what becomes of them, a tab an outcome: rosters and lists of shops alike.
import { type PageLinks, toPositionQuery } from '#app/paging.ts'
import { type Column, DataTable, Pagination, Tabs } from '#app/ui/data-table.tsx'
import { formatFilter, type Outcome, outcomes, type RowFilter } from './outcomes.ts'

interface RowsByOutcomeProps<Row> {
  counts: Readonly<Record<Outcome | 'rows', number>>
  shown: RowFilter
  /** One page of them. */
  rows: readonly Row[]
  turns: PageLinks
  rowKey: (row: Row) => string
  columns: readonly Column<Row>[]
}

export function RowsByOutcome<Row>({ counts, shown, rows, turns, rowKey, columns }: RowsByOutcomeProps<Row>) {
  const count = (filter: RowFilter) => counts[filter === 'all' ? 'rows' : filter]
  return (
    <>
      <Tabs
        label="按结果看"
        tabs={([...outcomes, 'all'] as const).map((one) => ({
          href: `?rows=${one}`,
          label: `${formatFilter(one)} ${count(one)}`,
          current: one === shown,
        }))}
      />
      {rows.length === 0 ? (
        <p className="small soft">
          没有“{formatFilter(shown)}”的行。<a href="?rows=all">看全部 {counts.rows} 行</a>
        </p>
      ) : (
        <DataTable caption={`${formatFilter(shown)}（${count(shown)}）`} {...{ rows, rowKey, columns }} />
      )}
      <Pagination turns={turns} href={(position) => `?${new URLSearchParams({ rows: shown, ...toPositionQuery(position) })}`} />
    </>
  )
}
