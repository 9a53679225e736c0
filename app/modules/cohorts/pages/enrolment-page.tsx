// Enrolling people from the register: find them by name, tick, enrol.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { ListedPerson, PeopleList } from '#app/modules/households/types.ts'
import { PersonSearch, formatCount } from '#app/modules/households/pages/person-search.tsx'
import { sortingBy, toFilterQuery } from '#app/modules/households/pages/register-filters.tsx'
import { type RegisterSort, sexLabels } from '#app/modules/households/labels.ts'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Pagination, SearchPagination } from '#app/ui/data-table.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { CohortView } from '../cohorts.server.ts'
import { isOver } from '../cohort.states.ts'
import { cohortStateLabels } from '../states.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

interface EnrolmentPageProps extends Omit<PeopleList, 'rows'> {
  viewer: Viewer
  cohort: Pick<CohortView, 'id' | 'number' | 'name' | 'startsOn' | 'state'>
  /** The search text; empty if everybody is listed. */
  search: string
  sort: RegisterSort | null
  dir: 'asc' | 'desc'
  /** Where in the list the page is, as fields. */
  position: Record<string, string>
  /** Whether everybody on the page is ticked. */
  areTicked: boolean
  rows: readonly (ListedPerson & { place: string; isEnrolled: boolean })[]
  refused: Refused | null
}

export function EnrolmentPage(props: EnrolmentPageProps) {
  const { viewer, cohort, search, sort, dir, turns, waiting, refused } = props
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="报名"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
      ]}
      actions={
        <>
          <ButtonLink kind="plain" href={paths.newPerson({ cohort: cohort.id })}>
            添加一个人
          </ButtonLink>
          <ButtonLink kind="plain" href={`${paths.rosters()}?cohort=${cohort.id}`}>
            人多就导入花名册
          </ButtonLink>
        </>
      }
    >
      <ErrorSummary refused={refused?.refused} />
      {isOver(cohort.state) ? (
        <Notice>培训班现在是「{cohortStateLabels[cohort.state]}」，不能再报名。</Notice>
      ) : (
        <>
          <PersonSearch search={search} waiting={waiting} />
          <ChooseForm {...props} />
          {search ? (
            <SearchPagination turns={turns} search={search} tail={toPositionQuery} />
          ) : (
            <Pagination
              turns={turns}
              href={(position) =>
                `?${new URLSearchParams({ ...toFilterQuery({ ...everybody, sort, dir }), ...toPositionQuery(position) })}`
              }
            />
          )}
        </>
      )}
    </DeskFrame>
  )
}

/** Nothing is filtered here. */
const everybody = { region: '', status: '' }

/** The people to choose from; the whole page can be ticked, or nobody. */
function ChooseForm({ search, position, areTicked, count, isCounted, isSortable, sort, dir, rows, refused }: EnrolmentPageProps) {
  const sorting = (by: RegisterSort) => sortingBy(by, { ...everybody, sort, dir, isSortable })
  const canEnrol = rows.some(({ isEnrolled }) => !isEnrolled)
  const ticked = refused && new Set(refused.ticked.person)
  return (
    <Form method="post" id="field-person">
      {Object.entries({ listed: search, ...position }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {canEnrol && (
        <div className="row">
          <Button>给勾选的人报名</Button>
          <Button kind="plain" name="tick" value="page">
            这一页全勾
          </Button>
          <Button kind="plain" name="tick" value="none">
            都不勾
          </Button>
        </div>
      )}
      <DataTable
        caption={`登记册里的人（${formatCount({ count, isCounted })}）`}
        rows={rows}
        rowKey={(person) => person.id}
        empty={search ? `没有找到“${search}”。登记册里还没有的人，请添加，或用花名册导入。` : '登记册里还没有人。请导入花名册。'}
        columns={[
          {
            head: '报名',
            cell: (person) =>
              person.isEnrolled ? (
                <span className="soft">已报名</span>
              ) : (
                <input
                  type="checkbox"
                  name="person"
                  value={person.id}
                  aria-label={`给${person.name}报名`}
                  defaultChecked={ticked ? ticked.has(person.id) : areTicked}
                />
              ),
          },
          { head: '姓名', kind: 'short', ...sorting('name'), cell: (person) => person.name },
          { head: '性别', ...sorting('sex'), cell: (person) => sexLabels[person.sex] },
          { head: '身份证号', cell: (person) => person.idNumber },
          { head: '乡镇和村', ...sorting('place'), cell: (person) => person.place },
        ]}
      />
    </Form>
  )
}
