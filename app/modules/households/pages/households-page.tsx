// The households of the register in reach, by place and what they are registered as.
import type { Viewer } from '#app/access/viewer.ts'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { DataTable, Pagination } from '#app/ui/data-table.tsx'
import type { HouseholdList, ListedHousehold } from '../types.ts'
import { type RegisterSort, statusLabels } from '../labels.ts'
import { formatCount } from './person-search.tsx'
import { type FilterProps, RegisterFilters, RegisterTabs, sortingBy, toFilterQuery } from './register-filters.tsx'

interface HouseholdsPageProps extends Omit<HouseholdList, 'rows'>, FilterProps {
  viewer: Viewer
  rows: readonly (ListedHousehold & { place: string })[]
}

export function HouseholdsPage({ viewer, rows, count, isCounted, isSortable, turns, ...filters }: HouseholdsPageProps) {
  const sorting = (by: RegisterSort) => sortingBy(by, { ...filters, isSortable })
  return (
    <DeskFrame viewer={viewer} at={paths.persons()} title="人员和户">
      <RegisterTabs current="households" />
      <RegisterFilters {...filters} />
      <DataTable
        caption={`户（${formatCount({ count, isCounted })}）`}
        rows={rows}
        rowKey={({ id }) => id}
        empty="没有这样的户。"
        columns={[
          { head: '户编号', ...sorting('number'), cell: ({ id, number }) => <a href={paths.household(id)}>{number}</a> },
          { head: '户主', ...sorting('head'), cell: ({ head }) => head ?? '没有登记' },
          { head: '人数', ...sorting('members'), cell: ({ members }) => members, kind: 'number' },
          { head: '乡镇和村', ...sorting('place'), cell: ({ place }) => place },
          { head: '属性', ...sorting('status'), cell: ({ status }) => (status ? statusLabels[status] : '没有登记') },
        ]}
      />
      <Pagination
        turns={turns}
        href={(position) => `?${new URLSearchParams({ ...toFilterQuery(filters), ...toPositionQuery(position) })}`}
      />
    </DeskFrame>
  )
}
