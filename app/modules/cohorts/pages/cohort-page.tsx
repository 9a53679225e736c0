// One class at a glance: the facts, what it needs next, its people in four numbers, and what ends it.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { formatExamDays } from '#app/modules/exams/labels.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { isCancelled, isOver } from '../cohort.states.ts'
import type { CohortHead } from '../queries.server.ts'
import { completedState, type EnrolmentState, hasLeft, sittingState } from '../enrolment.states.ts'
import { cohortStateLabels, stateBadgeKinds } from '../states.ts'
import { CohortFrame, PlanLink } from './cohort-frame.tsx'
import { HolidayNotice } from './holiday-notice.tsx'
import { findNextStep } from './next-step.ts'

interface CohortPageProps {
  viewer: Viewer
  cohort: CohortHead
  /** What is missing in a class that could be closed now. */
  gaps: readonly string[]
  instructors: readonly string[]
  where: string
  /** The version of its course that new classes get, if it studies another one and the viewer may move it. */
  newVersion: { ordinal: number } | null
  now: Date
  refused: Refused | null
}

export function CohortPage({ viewer, cohort, gaps, instructors, where, newVersion, now, refused }: CohortPageProps) {
  return (
    <CohortFrame viewer={viewer} cohort={cohort} now={now} tab="overview" actions={<PlanLink cohort={cohort}>改安排</PlanLink>}>
      <ErrorSummary refused={refused?.refused} />
      <HolidayNotice sessions={cohort.sessions} />
      <NextStepCard viewer={viewer} cohort={cohort} gaps={gaps} />
      <Facts {...{ cohort, instructors, where, newVersion }} />
      <PeopleFigures cohort={cohort} />
      <EndingSteps cohort={cohort} gaps={gaps} />
    </CohortFrame>
  )
}

/** The one main action of the class. */
function NextStepCard({ viewer, cohort, gaps }: Pick<CohortPageProps, 'viewer' | 'cohort' | 'gaps'>) {
  const { sentence, action, otherwise } = findNextStep({ viewer, cohort, gaps })
  return (
    <section className="next-step" aria-label="下一步">
      <Badge kind={stateBadgeKinds[cohort.state]}>{cohortStateLabels[cohort.state]}</Badge>
      <p>{sentence}</p>
      {action && 'href' in action && <ButtonLink href={action.href}>{action.label}</ButtonLink>}
      {action && 'post' in action && (
        <PostForm>
          <input type="hidden" name="version" value={cohort.version} />
          <Button name="do" value={action.post}>
            {action.label}
          </Button>
        </PostForm>
      )}
      {otherwise && (
        <ButtonLink kind="plain" href={otherwise.href}>
          {otherwise.label}
        </ButtonLink>
      )}
    </section>
  )
}

/** When, where, who and what, each in a cell. */
const Facts = ({ cohort, instructors, where, newVersion }: Pick<CohortPageProps, 'cohort' | 'instructors' | 'where' | 'newVersion'>) => (
  <dl className="facts">
    <div>
      <dt>时间</dt>
      <dd>
        <span className="one-line">{formatDay(cohort.startsOn)}</span>
        {cohort.endsOn !== cohort.startsOn && (
          <>
            至<span className="one-line">{formatDay(cohort.endsOn)}</span>
          </>
        )}
      </dd>
      <dd className="soft">
        {cohort.sessions.length} 次课，已上 {cohort.sessions.filter(({ hasBegun }) => hasBegun).length} 次
      </dd>
    </div>
    <div>
      <dt>地点</dt>
      <dd>{cohort.place}</dd>
      <dd className="soft">{where}</dd>
    </div>
    <div>
      <dt>讲师</dt>
      <dd>{instructors.join('、') || '还没有'}</dd>
      <dd className="soft">{tierLabels[cohort.tier]}</dd>
    </div>
    <div>
      <dt>课程和结业要求</dt>
      <dd>《{cohort.courseTitle}》</dd>
      {newVersion && (
        <dd className="screen-only">
          <a href={paths.courseMove(cohort.id)}>这门课有新版（第 {newVersion.ordinal} 版），看看换了会怎样</a>
        </dd>
      )}
      <dd className="soft">
        上够 {cohort.attendanceRequired}% 的课，考试通过{cohort.exam ? `；考试 ${formatExamDays(cohort.exam)}` : ''}
      </dd>
    </div>
  </dl>
)

function PeopleFigures({ cohort }: Pick<CohortPageProps, 'cohort'>) {
  const trainees = paths.cohortPart(cohort.id, 'trainees')
  const inClass = Object.entries(cohort.people).reduce((total, [state, many]) => total + (hasLeft(state) ? 0 : many), 0)
  const inState = (state: EnrolmentState) => ({ count: cohort.people[state] ?? 0, href: `${trainees}?state=${state}` })
  const marked = cohort.sessions.filter((session) => session.marked > 0).length
  return (
    <Figures
      items={[
        { label: '学员', count: inClass, unit: '人', href: trainees },
        { label: '在学', unit: '人', ...inState(sittingState) },
        { label: '结业', unit: '人', ...inState(completedState) },
        { label: '记了考勤的课', count: marked, unit: `/ ${cohort.sessions.length} 次`, href: paths.cohortPart(cohort.id, 'attendance') },
      ]}
    />
  )
}

/** What ends the class, or takes that back: apart from everything else, each on a page that says for whom. */
function EndingSteps({ cohort, gaps }: Pick<CohortPageProps, 'cohort' | 'gaps'>) {
  const has = (type: string) => cohort.steps.some((step) => step.type === type)
  const close = cohort.steps.find(({ type }) => type === 'CLOSE')
  const isNext = close && !close.missing && gaps.length === 0
  if (!has('CANCEL') && !has('REOPEN')) return null
  return (
    <section className="endings screen-only" aria-label={isOver(cohort.state) ? '重新开班' : '结束这个班'}>
      {close && !isNext && (
        <ButtonLink kind="plain" href={paths.cohortStep(cohort.id, 'close')}>
          结业……
        </ButtonLink>
      )}
      {has('CANCEL') && (
        <ButtonLink kind="danger" href={paths.cohortStep(cohort.id, 'cancel')}>
          取消这个班……
        </ButtonLink>
      )}
      {has('REOPEN') && (
        <ButtonLink kind="plain" href={paths.cohortStep(cohort.id, 'reopen')}>
          重新开班……
        </ButtonLink>
      )}
      {cohort.reason && !isCancelled(cohort.state) && <span className="soft">重新开班的原因：{cohort.reason}</span>}
    </section>
  )
}
