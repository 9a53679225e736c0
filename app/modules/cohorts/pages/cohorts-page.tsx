// All cohorts in reach.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { ListedCohort } from '../queries.server.ts'
import { cohortList } from '../lists.ts'
import { cohortStateLabels, stateBadgeKinds } from '../states.ts'

interface CohortsPageProps {
  viewer: Viewer
  list: ListPart<ListedCohort>
}

export const CohortsPage = ({ viewer, list }: CohortsPageProps) => (
  <DeskFrame
    viewer={viewer}
    at={paths.cohorts()}
    title="培训班"
    printed={usePrintedReach()}
    actions={hasDuty(viewer, 'cohorts.plan') && <ButtonLink href={paths.newCohort()}>办新班</ButtonLink>}
  >
    <div className="across">
      <ListTable
        id="list"
        caption="培训班"
        unit="个"
        definition={cohortList}
        part={list}
        rowKey={(cohort) => cohort.id}
        empty={<>还没有培训班。{hasDuty(viewer, 'cohorts.plan') && <a href={paths.newCohort()}>办新班</a>}</>}
        workbook={paths.cohortsWorkbook()}
        cells={{
          name: (cohort) => <a href={paths.cohort(cohort.id)}>{cohort.name}</a>,
          state: (cohort) => <Badge kind={stateBadgeKinds[cohort.state]}>{cohortStateLabels[cohort.state]}</Badge>,
        }}
      />
    </div>
  </DeskFrame>
)
