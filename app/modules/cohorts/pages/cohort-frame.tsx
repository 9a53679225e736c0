// The frame of all pages of one class: its name, its way, the tabs.
import type { ReactNode } from 'react'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import type { Printed } from '#app/shell/printed.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Tabs } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { Way } from '#app/ui/charts/way.tsx'
import { isCancelled, isOver } from '../cohort.states.ts'
import type { CohortHead } from '../queries.server.ts'
import { cohortStateLabels, stateBadgeKinds } from '../states.ts'
import { listStages } from './next-step.ts'

export type CohortTab = 'overview' | 'trainees' | 'learning' | 'attendance' | 'exam' | 'certificates' | 'history'

interface CohortFrameProps {
  viewer: Viewer
  cohort: CohortHead
  now: Date
  tab: CohortTab
  actions?: ReactNode
  printed?: Printed | null
  children: ReactNode
}

/** The way to the page that changes the plan; null if the viewer may not, or if the class is over. */
export const PlanLink = ({ cohort: { id, canRun, state }, children }: { cohort: CohortHead; children: ReactNode }) =>
  canRun && !isOver(state) ? (
    <ButtonLink kind="plain" href={paths.cohortPlan(id)}>
      {children}
    </ButtonLink>
  ) : null

export function CohortFrame({ viewer, cohort, now, tab, actions, printed, children }: CohortFrameProps) {
  const title = formatCohort(cohort)
  const { id, state } = cohort
  const tabs: { key: CohortTab; label: string; href: string }[] = [
    { key: 'overview', label: '概况', href: paths.cohort(id) },
    { key: 'trainees', label: '学员', href: paths.cohortPart(id, 'trainees') },
    ...(cohort.canRun && hasDuty(viewer, 'learning.follow')
      ? [{ key: 'learning' as const, label: '学习', href: paths.cohortPart(id, 'progress') }]
      : []),
    { key: 'attendance', label: '考勤', href: paths.cohortPart(id, 'attendance') },
    ...(hasDuty(viewer, 'results.see') ? [{ key: 'exam' as const, label: '考试', href: paths.results(id) }] : []),
    { key: 'certificates', label: '证书', href: paths.cohortPart(id, 'certificates') },
    { key: 'history', label: '记录', href: paths.cohortPart(id, 'history') },
  ]
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={title}
      crumbs={[{ href: paths.cohorts(), label: '培训班' }]}
      trail={['cohort', id]}
      actions={actions}
      printed={printed}
    >
      <div className="screen-only class-way">
        <Way label="这个班的进程" steps={listStages(cohort, now)} />
        {isCancelled(state) && <Badge kind={stateBadgeKinds[state]}>{cohortStateLabels[state]}</Badge>}
      </div>
      <Tabs label={title} tabs={tabs.map(({ key, ...place }) => ({ ...place, current: key === tab }))} />
      {children}
    </DeskFrame>
  )
}
