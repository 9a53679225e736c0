// Enrolling people from the register: find them by name, tick, enrol.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { ListedPerson, PeopleList } from '#app/modules/households/types.ts'
import { PersonSearch, formatCount } from '#app/modules/households/pages/person-search.tsx'
import { sexLabels } from '#app/modules/households/labels.ts'
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
  rows: readonly (ListedPerson & { place: string; isEnrolled: boolean })[]
  refused: Refused | null
}

export function EnrolmentPage({ viewer, cohort, search, turns, count, isCounted, waiting, rows, refused }: EnrolmentPageProps) {
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
          <Form method="post">
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
                      <input type="checkbox" name="person" value={person.id} aria-label={`给${person.name}报名`} />
                    ),
                },
                { head: '姓名', kind: 'short', cell: (person) => person.name },
                { head: '性别', cell: (person) => sexLabels[person.sex] },
                { head: '身份证号', cell: (person) => person.idNumber },
                { head: '乡镇和村', cell: (person) => person.place },
              ]}
            />
            {rows.some(({ isEnrolled }) => !isEnrolled) && <Button>给勾选的人报名</Button>}
          </Form>
          {search ? (
            <SearchPagination turns={turns} search={search} tail={toPositionQuery} />
          ) : (
            <Pagination turns={turns} href={(position) => `?${new URLSearchParams(toPositionQuery(position))}`} />
          )}
        </>
      )}
    </DeskFrame>
  )
}
