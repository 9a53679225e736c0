// The people of the register in reach: all of them, or the search results.
import type { Viewer } from '#app/access/viewer.ts'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Pagination, SearchPagination } from '#app/ui/data-table.tsx'
import type { ListedPerson, PeopleList } from '../types.ts'
import { sexLabels } from '../labels.ts'
import { type FilterProps, RegisterFilters, RegisterTabs, toFilterQuery } from './register-filters.tsx'
import { PersonSearch, formatCount } from './person-search.tsx'

interface PersonsPageProps extends Omit<PeopleList, 'rows'>, FilterProps {
  canAdd: boolean
  viewer: Viewer
  /** The search text; empty if everybody is listed. */
  search: string
  rows: readonly (ListedPerson & { place: string })[]
}

export function PersonsPage({ viewer, search, turns, count, isCounted, waiting, rows, canAdd, ...filters }: PersonsPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.persons()}
      title="人员和户"
      actions={canAdd && <ButtonLink href={paths.newPerson()}>添加一个人</ButtonLink>}
    >
      <RegisterTabs current="persons" />
      <PersonSearch search={search} waiting={waiting} />
      {!search && <RegisterFilters {...filters} />}
      <DataTable
        caption={`人员（${formatCount({ count, isCounted })}）`}
        rows={rows}
        rowKey={(person) => person.id}
        empty={
          search
            ? `没有找到“${search}”。可以只填名字里的一个字、拼音首字母（如 txh）、整个户编号或村名。`
            : filters.region || filters.status || filters.stage
              ? '没有这样的人。'
              : '登记册里还没有人。可以导入花名册，或添加一个人。'
        }
        columns={[
          { head: '姓名', cell: (person) => <a href={paths.person(person.id)}>{person.name}</a> },
          { head: '性别', cell: (person) => sexLabels[person.sex] },
          { head: '身份证号', cell: (person) => person.idNumber },
          { head: '乡镇和村', cell: (person) => person.place },
          {
            head: '户编号',
            cell: (person) =>
              person.householdId ? <a href={paths.household(person.householdId)}>{person.householdNumber}</a> : '没有登记',
          },
        ]}
      />
      {search ? (
        <SearchPagination turns={turns} search={search} tail={toPositionQuery} />
      ) : (
        <Pagination
          turns={turns}
          href={(position) => `?${new URLSearchParams({ ...toFilterQuery(filters), ...toPositionQuery(position) })}`}
        />
      )}
    </DeskFrame>
  )
}
