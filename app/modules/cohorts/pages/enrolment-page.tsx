// Enrolling people from the register: find them by name, tick, enrol.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { enrolmentList, type PlacedPerson, sortingOf } from '#app/modules/households/lists.ts'
import { PersonSearch } from '#app/modules/households/pages/person-search.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { CohortView } from '../cohorts.server.ts'
import { isOver } from '../cohort.states.ts'
import { cohortStateLabels } from '../states.ts'

interface EnrolmentPageProps {
  viewer: Viewer
  cohort: Pick<CohortView, 'id' | 'number' | 'name' | 'startsOn' | 'state'>
  /** The search text; empty if everybody is listed. */
  search: string
  /** How many people cannot be found by part of a name yet. */
  waiting: number
  list: ListPart<PlacedPerson & { isEnrolled: boolean }>
  isSortable: boolean
  /** Who is ticked, on all pages. */
  ticked: readonly string[]
  refused: Refused | null
}

export function EnrolmentPage(props: EnrolmentPageProps) {
  const { viewer, cohort, search, waiting, refused } = props
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
          <PeopleToEnrol {...props} />
        </>
      )}
    </DeskFrame>
  )
}

/** The people to choose from; whoever is in the class already has no box. */
const PeopleToEnrol = ({ cohort, search, list, isSortable, ticked }: EnrolmentPageProps) => (
  <ListTable
    id="field-person"
    caption="登记册里的人"
    unit="人"
    definition={enrolmentList}
    part={list}
    rowKey={({ id }) => id}
    empty={
      search ? (
        `没有找到“${search}”。登记册里还没有的人，请添加，或用花名册导入。`
      ) : (
        <>
          登记册里还没有人。<a href={`${paths.rosters()}?cohort=${cohort.id}`}>交花名册</a>
        </>
      )
    }
    {...sortingOf(isSortable, '报没报名')}
    workbook={paths.enrolmentWorkbook(cohort.id)}
    isSearched={search !== ''}
    ticks={{
      name: 'person',
      value: ({ id, isEnrolled }) => (isEnrolled ? null : id),
      label: ({ name }) => `给${name}报名`,
      ticked,
    }}
    around={(table) => (
      <PostForm>
        <input type="hidden" name="listed" value={search} />
        {list.rows.length > 0 && (
          <div className="row">
            <Button>给勾选的人报名</Button>
          </div>
        )}
        {table}
      </PostForm>
    )}
  />
)
