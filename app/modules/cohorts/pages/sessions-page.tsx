// The sessions of a class, each with its attendance.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { formatDay, formatPeriod } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { findAttendanceObjection, isOver } from '../cohort.states.ts'
import type { CohortHead } from '../queries.server.ts'
import { CohortFrame, PlanLink } from './cohort-frame.tsx'

interface SessionsPageProps {
  viewer: Viewer
  cohort: CohortHead
  /** The region of the class. */
  where: string
  now: Date
}

export const SessionsPage = ({ viewer, cohort, where, now }: SessionsPageProps) => (
  <CohortFrame
    viewer={viewer}
    cohort={cohort}
    now={now}
    tab="attendance"
    actions={<PlanLink cohort={cohort}>改课次</PlanLink>}
    printed={cohort.sessions.length > 0 ? { place: where, period: formatPeriod(cohort.startsOn, cohort.endsOn) } : null}
  >
    <SessionsTable viewer={viewer} cohort={cohort} />
  </CohortFrame>
)

const SessionsTable = ({ viewer, cohort }: Pick<SessionsPageProps, 'viewer' | 'cohort'>) => (
  <DataTable
    caption={`课次（${cohort.sessions.length}）`}
    rows={cohort.sessions}
    rowKey={(session) => session.id}
    empty="还没有排课。"
    columns={[
      { head: '日期', kind: 'day', cell: (session) => formatDay(session.day) },
      { head: '时间', kind: 'time', cell: (session) => session.startsAt },
      { head: '内容', cell: (session) => session.topic },
      { head: '地点', cell: (session) => session.place },
      { head: '考勤', cell: (session) => <AttendanceLink {...{ viewer, cohort, session }} /> },
    ]}
  />
)

/** Of a session without marks what can be done; paper says how it stands. */
const UnmarkedLink = ({ href, children }: { href: string; children: string }) => (
  <>
    <a className="screen-only" href={href}>
      {children}
    </a>
    <span className="print-only">还没记</span>
  </>
)

/** The attendance of a session, named after what can be done with it now. */
function AttendanceLink({
  viewer,
  cohort,
  session,
}: Pick<SessionsPageProps, 'viewer' | 'cohort'> & { session: CohortHead['sessions'][number] }) {
  const href = paths.attendance(cohort.id, session.id)
  if (session.marked > 0) return <a href={href}>已记 {session.marked} 人</a>
  if (!hasDuty(viewer, 'attendance.take')) return <UnmarkedLink href={href}>看考勤</UnmarkedLink>
  const objection = findAttendanceObjection(cohort.state)
  if (!isOver(cohort.state) && !session.isPast) return <UnmarkedLink href={href}>打印签到表</UnmarkedLink>
  return objection ? <span className="soft">{objection}</span> : <UnmarkedLink href={href}>记考勤</UnmarkedLink>
}
