// The households of the register in reach, by place and what they are registered as.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, toTableParams } from '#app/ui/tables/table-query.ts'
import { householdList, type PlacedHousehold } from '../lists.ts'
import { type FilterProps, RegisterFilters, RegisterTabs } from './register-filters.tsx'

interface HouseholdsPageProps extends FilterProps {
  viewer: Viewer
  list: ListPart<PlacedHousehold>
}

export function HouseholdsPage({ viewer, list, ...filters }: HouseholdsPageProps) {
  const order = toTableParams({ ...list.query, filters: {}, page: 1, tick: null }, householdList.columns)
  return (
    <DeskFrame viewer={viewer} at={paths.persons()} title="人员和户" printed={usePrintedReach()}>
      <RegisterTabs current="households" />
      <RegisterFilters {...filters} kept={order} />
      <ListTable
        id="list"
        caption="户"
        unit="户"
        definition={householdList}
        part={list}
        rowKey={({ id }) => id}
        empty={
          <>
            登记册里还没有户。交花名册时，写了户编号的人会连同户一起登记。
            {hasDuty(viewer, 'rosters.import') && <a href={paths.rosters()}>交花名册</a>}
          </>
        }
        workbook={filters.errors ? null : paths.householdsWorkbook()}
        cells={{ number: ({ id, number }) => <a href={paths.household(id)}>{number}</a> }}
      />
    </DeskFrame>
  )
}
