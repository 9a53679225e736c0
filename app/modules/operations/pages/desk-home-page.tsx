// The first page of a desk: what waits today.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import type { ClockHealth } from '#app/clock-guard.server.ts'
import type { CohortView } from '#app/modules/cohorts/cohorts.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import type { InstallationHealth } from '../operations.server.ts'
import { InstallationCard } from './installation-card.tsx'
import { isRunning } from '#app/modules/cohorts/cohort.states.ts'
import { isStudying } from '#app/modules/cohorts/enrolment.states.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

interface DeskHomePageProps {
  viewer: Viewer
  today: string
  /** Null except for the administrator, like `installation`. */
  clock: ClockHealth | null
  installation: InstallationHealth | null
  /** Whether there are passes that the administrator should review. */
  hasDoubts: boolean
  seesCohorts: boolean
  /** With the number of trainees who never signed in and have no slip. */
  cohorts: readonly (CohortView & { withoutSlip: number })[]
  /** Counts of what waits in pairings, as text; null if pairings are out of the viewer's reach. */
  pairings: readonly string[] | null
}

export function DeskHomePage({ viewer, clock, installation, hasDoubts, today, seesCohorts, cohorts, pairings }: DeskHomePageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.desk()} title={`${formatDay(today)}，${viewer.name}`}>
      {clock && !clock.ok && (
        <Notice kind="bad">
          <p>
            服务器的时间不对劲，系统先按原来的时间走。<a href={paths.clock()}>请去看一看</a>
          </p>
        </Notice>
      )}
      {hasDoubts && (
        <p>
          <a href={paths.doubtfulPasses()}>要复查的考试通过</a>
        </p>
      )}
      {installation && <InstallationCard {...installation} />}
      {hasDuty(viewer, 'reports.see') && (
        <p>
          <ButtonLink href={paths.householdReport()} kind="plain">
            看培训到户报表
          </ButtonLink>
        </p>
      )}
      {pairings && pairings.length > 0 && (
        <section className="card">
          <h2>
            <a href={paths.pairings()}>结对</a>
          </h2>
          <ul>
            {pairings.map((errand) => (
              <li key={errand}>{errand}</li>
            ))}
          </ul>
        </section>
      )}
      {seesCohorts && <h2>正在办的培训班</h2>}
      {seesCohorts && cohorts.length === 0 && <Empty>现在没有筹备、报名或开班中的培训班。</Empty>}
      {!seesCohorts && pairings?.length === 0 && <Empty>现在没有等您办的事。</Empty>}
      <div className="columns">
        {cohorts.map((cohort) => {
          const due = cohort.sessions.filter(
            (session) =>
              session.isPast && isRunning(cohort.state) && session.marked < cohort.trainees.filter(({ state }) => isStudying(state)).length,
          )
          const { withoutSlip } = cohort
          const asksForSlips = withoutSlip > 0 && hasDuty(viewer, 'slips.issue')
          return (
            <section key={cohort.id} className="card">
              <h3>
                <a href={paths.cohort(cohort.id)}>{formatCohort(cohort)}</a>
              </h3>
              <p>
                {formatDay(cohort.startsOn)}至{formatDay(cohort.endsOn)}，{cohort.place}，学员 {cohort.trainees.length} 人
              </p>
              <ul>
                {due.map((session) => (
                  <li key={session.id}>
                    <a href={paths.attendance(cohort.id, session.id)}>
                      {formatDay(session.day)}“{session.topic}”的考勤还没记全
                    </a>
                  </li>
                ))}
                {asksForSlips && (
                  <li>
                    <a href={paths.slips(cohort.id)}>{withoutSlip} 人还没有登录条</a>
                  </li>
                )}
                {due.length === 0 && !asksForSlips && <li>没有要办的事。</li>}
              </ul>
            </section>
          )
        })}
      </div>
    </DeskFrame>
  )
}
