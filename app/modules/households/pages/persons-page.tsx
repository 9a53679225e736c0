// The people of the register in reach: all of them, or the search results.
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, toTableParams } from '#app/ui/tables/table-query.ts'
import { personList, type PlacedPerson, sortingOf } from '../lists.ts'
import { EnrolForm } from './enrol-form.tsx'
import { PersonSearch } from './person-search.tsx'
import { type FilterProps, RegisterFilters, RegisterTabs } from './register-filters.tsx'

interface PersonsPageProps extends FilterProps {
  viewer: Viewer
  canAdd: boolean
  /** The search text; empty if everybody is listed. */
  search: string
  /** How many people cannot be found by part of a name yet. */
  waiting: number
  list: ListPart<PlacedPerson>
  isSortable: boolean
  /** Who is ticked, on all pages. */
  ticked: readonly string[]
  /** The classes in which ticked people can be enrolled. */
  cohorts: readonly { id: string; name: string }[]
  /** What became of those who were ticked before. */
  notice: ReactNode
  /** The class that they were enrolled in. */
  enrolledIn: string
  refused: Refused | null
}

export function PersonsPage(props: PersonsPageProps) {
  const { viewer, search, waiting, canAdd, notice, refused, list, cohorts, ...filters } = props
  const canEnrol = cohorts.length > 0 && list.total > 0
  const order = toTableParams({ ...list.query, filters: {}, page: 1, tick: null }, personList.columns)
  const printed = usePrintedReach()
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.persons()}
      title="人员和户"
      printed={search ? null : printed}
      actions={canAdd && <ButtonLink href={paths.newPerson()}>添加一个人</ButtonLink>}
    >
      <ErrorSummary refused={refused?.refused} />
      {notice}
      <RegisterTabs current="persons" />
      <PersonSearch search={search} waiting={waiting} />
      {!search && !canEnrol && <RegisterFilters {...filters} kept={order} />}
      <PersonsTable {...props} canEnrol={canEnrol} />
    </DeskFrame>
  )
}

/** With boxes where somebody can be enrolled. Search results are turned by a form, because the address does not say what was searched for. */
function PersonsTable({ canEnrol, canAdd, ...props }: PersonsPageProps & { canEnrol: boolean }) {
  const { list, isSortable, ticked, cohorts, enrolledIn, search, refused, ...filters } = props
  const isPosted = canEnrol || search !== ''
  return (
    <ListTable
      id="list"
      caption="人员"
      unit="人"
      definition={personList}
      part={list}
      rowKey={({ id }) => id}
      empty={
        search ? (
          `没有找到“${search}”。可以只填名字里的一个字、拼音首字母（如 txh）、整个户编号或村名。`
        ) : (
          <>登记册里还没有人。{canAdd && <a href={paths.rosters()}>交花名册</a>}</>
        )
      }
      {...sortingOf(isSortable)}
      workbook={filters.errors ? null : paths.personsWorkbook()}
      isSearched={search !== ''}
      isPosted={isPosted}
      ticks={canEnrol ? { name: 'person', value: ({ id }) => id, label: ({ name }) => `勾选${name}`, ticked } : null}
      around={(table) =>
        isPosted ? (
          <EnrolForm
            {...{ search, refused }}
            cohorts={canEnrol ? cohorts : []}
            chosen={enrolledIn}
            filters={!search && <RegisterFilters {...filters} isPosted />}
          >
            {table}
          </EnrolForm>
        ) : (
          table
        )
      }
      cells={{
        name: ({ id, name }) => <a href={paths.person(id)}>{name}</a>,
        household: ({ householdId, householdNumber }) =>
          householdId ? <a href={paths.household(householdId)}>{householdNumber}</a> : '没有登记',
      }}
    />
  )
}
