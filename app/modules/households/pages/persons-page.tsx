// The people of the register in reach: all of them, or the search results.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { ReactNode } from 'react'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Pagination, SearchPagination } from '#app/ui/data-table.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import type { ListedPerson, PeopleList } from '../types.ts'
import { type RegisterSort, sexLabels } from '../labels.ts'
import { type FilterProps, RegisterFilters, RegisterTabs, sortingBy, toFilterQuery } from './register-filters.tsx'
import { EnrolForm } from './enrol-form.tsx'
import { PersonSearch, formatCount } from './person-search.tsx'

interface PersonsPageProps extends Omit<PeopleList, 'rows'>, FilterProps {
  canAdd: boolean
  viewer: Viewer
  /** The search text; empty if everybody is listed. */
  search: string
  rows: readonly (ListedPerson & { place: string })[]
  /** The classes in which ticked people can be enrolled. */
  cohorts: readonly { id: string; name: string }[]
  /** Where in the list the page is, as fields. */
  position: Record<string, string>
  /** Whether everybody on the page is ticked. */
  areTicked: boolean
  /** What became of those who were ticked before. */
  notice: ReactNode
  /** The class that they were enrolled in. */
  enrolledIn: string
  refused: Refused | null
}

export function PersonsPage({ viewer, search, turns, waiting, canAdd, notice, enrolledIn, ...list }: PersonsPageProps) {
  const { rows, cohorts, position, areTicked, refused, count, isCounted, isSortable, ...filters } = list
  const canEnrol = cohorts.length > 0 && rows.length > 0
  const ticks = canEnrol ? { areTicked, ticked: refused && new Set(refused.ticked.person) } : null
  const sorting = (by: RegisterSort) => sortingBy(by, { ...filters, isSortable })
  const table = <PersonsTable {...{ search, rows, count, isCounted, ticks }} isFiltered={isFiltered(filters)} sorting={sorting} />
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.persons()}
      title="人员和户"
      actions={canAdd && <ButtonLink href={paths.newPerson()}>添加一个人</ButtonLink>}
    >
      <ErrorSummary refused={refused?.refused} />
      {notice}
      <RegisterTabs current="persons" />
      <PersonSearch search={search} waiting={waiting} />
      {!search && <RegisterFilters {...filters} />}
      {canEnrol ? (
        <EnrolForm {...{ search, position, cohorts, refused }} chosen={enrolledIn}>
          {table}
        </EnrolForm>
      ) : (
        table
      )}
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

const isFiltered = ({ region, status, stage }: Pick<FilterProps, 'region' | 'status' | 'stage'>) => Boolean(region || status || stage)

interface PersonsTableProps extends Pick<PersonsPageProps, 'search' | 'rows' | 'count' | 'isCounted'> {
  isFiltered: boolean
  sorting: (by: RegisterSort) => ReturnType<typeof sortingBy>
  /** Whether people can be ticked, and who is. */
  ticks: { areTicked: boolean; ticked: ReadonlySet<string> | null } | null
}

function PersonsTable({ search, rows, count, isCounted, isFiltered, sorting, ticks }: PersonsTableProps) {
  return (
    <DataTable
      caption={`人员（${formatCount({ count, isCounted })}）`}
      rows={rows}
      rowKey={(person) => person.id}
      empty={
        search
          ? `没有找到“${search}”。可以只填名字里的一个字、拼音首字母（如 txh）、整个户编号或村名。`
          : isFiltered
            ? '没有这样的人。'
            : '登记册里还没有人。可以导入花名册，或添加一个人。'
      }
      columns={[
        ...(ticks
          ? [
              {
                head: '勾选',
                screenOnly: true,
                cell: (person: ListedPerson) => (
                  <input
                    type="checkbox"
                    name="person"
                    value={person.id}
                    aria-label={`勾选${person.name}`}
                    defaultChecked={ticks.ticked ? ticks.ticked.has(person.id) : ticks.areTicked}
                  />
                ),
              },
            ]
          : []),
        { head: '姓名', ...sorting('name'), cell: (person) => <a href={paths.person(person.id)}>{person.name}</a> },
        { head: '性别', ...sorting('sex'), cell: (person) => sexLabels[person.sex] },
        { head: '身份证号', cell: (person) => person.idNumber },
        { head: '乡镇和村', ...sorting('place'), cell: (person) => person.place },
        {
          head: '户编号',
          ...sorting('household'),
          cell: (person) => (person.householdId ? <a href={paths.household(person.householdId)}>{person.householdNumber}</a> : '没有登记'),
        },
      ]}
    />
  )
}
