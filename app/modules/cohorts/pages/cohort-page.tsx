// One class: its people and their progress, its sessions, and the steps that are possible now.
import { Form } from '@remix-run/react'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { isValid } from '#app/modules/certificates/certificate.states.ts'
import { certificateStateLabels } from '#app/modules/certificates/labels.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Fold, isRefusedAt } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import type { CohortStep, CohortView } from '../queries.server.ts'
import type { ClosingGap } from '../step-consequences.server.ts'
import { findAttendanceObjection, isCancelled, isOver } from '../cohort.states.ts'
import { canLeaveOrReturn, hasLeft, isNotSitting, maySit } from '../enrolment.states.ts'
import { type ShownTrainee, traineeList } from '../lists.ts'
import { cohortStateLabels, enrolmentEventLabels, enrolmentStateLabels, stateBadgeKinds } from '../states.ts'
import { HolidayNotice } from './holiday-notice.tsx'

interface CohortPageProps {
  viewer: Viewer
  cohort: Omit<CohortView, 'trainees'> & { trainees: readonly ShownTrainee[] }
  /** The trainees whom the address asks for. */
  list: ListPart<ShownTrainee>
  /** What is missing in a class that runs, before it is closed. */
  gaps: readonly ClosingGap[]
  instructors: readonly string[]
  where: string
  refused: Refused | null
}

export function CohortPage({ viewer, cohort, list, gaps, instructors, where, refused }: CohortPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={formatCohort(cohort)}
      trail={['cohort', cohort.id]}
      crumbs={[{ href: paths.cohorts(), label: '培训班' }]}
      actions={<CohortLinks viewer={viewer} cohort={cohort} />}
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        <Badge kind={stateBadgeKinds[cohort.state]}>{cohortStateLabels[cohort.state]}</Badge> {tierLabels[cohort.tier]} · 《
        {cohort.courseTitle}》 · {formatDay(cohort.startsOn)}至{formatDay(cohort.endsOn)} · {where} {cohort.place} · 讲师：
        {instructors.join('、') || '还没有'} · 要上够 {cohort.attendanceRequired}% 的课
        {cohort.reason && (
          <>
            {' '}
            · {isCancelled(cohort.state) ? '取消' : '重新开班'}的原因：{cohort.reason}
          </>
        )}{' '}
        ·{' '}
        <a className="one-line" href={paths.workflow('cohort', cohort.id)}>
          看流程图
        </a>
      </p>
      <HolidayNotice sessions={cohort.sessions} />
      <CohortSteps cohort={cohort} gaps={gaps} />
      <SessionsTable viewer={viewer} cohort={cohort} />
      <TraineesTable viewer={viewer} cohort={cohort} list={list} />
      <TraineeSteps cohort={cohort} list={list} refused={refused} />
      <EndingSteps cohort={cohort} />
    </DeskFrame>
  )
}

/** Where one goes from a class. */
const CohortLinks = ({ viewer, cohort }: Pick<CohortPageProps, 'viewer' | 'cohort'>) => (
  <>
    {cohort.canRun && !isOver(cohort.state) && (
      <ButtonLink kind="plain" href={paths.cohortPlan(cohort.id)}>
        改安排
      </ButtonLink>
    )}
    {hasDuty(viewer, 'rosters.import') && !isOver(cohort.state) && (
      <>
        <ButtonLink kind="plain" href={paths.enrolment(cohort.id)}>
          报名
        </ButtonLink>
        <ButtonLink kind="plain" href={`${paths.rosters()}?cohort=${cohort.id}`}>
          导入花名册
        </ButtonLink>
      </>
    )}
    {hasDuty(viewer, 'slips.issue') && (
      <ButtonLink kind="plain" href={paths.slips(cohort.id)}>
        登录条
      </ButtonLink>
    )}
    <ButtonLink kind="plain" href={paths.results(cohort.id)}>
      考试和成绩
    </ButtonLink>
  </>
)

/** What can be done with the class now, or what is missing for it. What ends it has a page of its own. */
function CohortSteps({ cohort, gaps }: Pick<CohortPageProps, 'cohort' | 'gaps'>) {
  return (
    <>
      {cohort.steps
        .filter(({ type }) => type in onwards)
        .map((step) =>
          step.type === 'CLOSE' ? (
            <ClosingStep key="CLOSE" {...{ cohort, gaps, step }} />
          ) : (
            <OnwardStep key={step.type} {...{ cohort, step }} />
          ),
        )}
    </>
  )
}

const onwards = { OPEN: true, START: true, CLOSE: true }

const OnwardStep = ({ cohort, step: { type, label, missing } }: Pick<CohortPageProps, 'cohort'> & { step: CohortStep }) =>
  missing ? (
    <p className="soft">
      还不能“{label}”：{missing}。
    </p>
  ) : (
    <Form method="post" className="row">
      <input type="hidden" name="version" value={cohort.version} />
      <Button name="do" value={type}>
        {label}
      </Button>
    </Form>
  )

/** Closing is the main action only once nothing is missing; until then that is what is missing. */
function ClosingStep({ cohort, gaps, step: { label, missing } }: Pick<CohortPageProps, 'cohort' | 'gaps'> & { step: CohortStep }) {
  const [first] = gaps
  return (
    <div className="row">
      {first?.kind === 'exam' && <ButtonLink href={paths.examPlan(cohort.id)}>安排考试</ButtonLink>}
      {first?.kind === 'attendance' && first.sessionId && cohort.sessions.some(({ id, isPast }) => id === first.sessionId && isPast) && (
        <ButtonLink href={paths.attendance(cohort.id, first.sessionId)}>记考勤</ButtonLink>
      )}
      <ButtonLink kind={gaps.length === 0 && !missing ? 'main' : 'plain'} href={paths.cohortStep(cohort.id, 'close')}>
        {label}……
      </ButtonLink>
      <span className="soft">{missing ? `还不能结业：${missing}。` : gaps.map(({ sentence }) => sentence).join('')}</span>
    </div>
  )
}

const SessionsTable = ({ viewer, cohort }: Pick<CohortPageProps, 'viewer' | 'cohort'>) => (
  <DataTable
    caption={`课次（${cohort.sessions.length}）`}
    rows={cohort.sessions}
    rowKey={(session) => session.id}
    columns={[
      { head: '日期', kind: 'day', cell: (session) => formatDay(session.day) },
      { head: '时间', kind: 'time', cell: (session) => session.startsAt },
      { head: '内容', cell: (session) => session.topic },
      { head: '地点', cell: (session) => session.place },
      { head: '考勤', cell: (session) => <AttendanceLink {...{ viewer, cohort, session }} /> },
    ]}
  />
)

/** The attendance of a session, named after what can be done with it now. */
function AttendanceLink({
  viewer,
  cohort,
  session,
}: Pick<CohortPageProps, 'viewer' | 'cohort'> & { session: CohortView['sessions'][number] }) {
  const href = paths.attendance(cohort.id, session.id)
  if (session.marked > 0) return <a href={href}>已记 {session.marked} 人</a>
  if (!hasDuty(viewer, 'attendance.take')) return <a href={href}>看考勤</a>
  const objection = findAttendanceObjection(cohort.state)
  if (!isOver(cohort.state) && !session.isPast) return <a href={href}>打印签到表</a>
  return objection ? <span className="soft">{objection}</span> : <a href={href}>记考勤</a>
}

const TraineesTable = ({ viewer, cohort, list }: Pick<CohortPageProps, 'viewer' | 'cohort' | 'list'>) => (
  <ListTable
    id="trainees"
    caption="学员"
    unit="人"
    definition={traineeList}
    part={list}
    rowKey={(trainee) => trainee.enrolmentId}
    empty={
      hasDuty(viewer, 'rosters.import')
        ? '还没有学员。人在登记册里，点“报名”；不在，导入花名册。'
        : '还没有学员。报名由乡镇专干或管理员办。'
    }
    workbook={paths.traineesWorkbook(cohort.id)}
    cells={{
      name: (trainee) => (hasDuty(viewer, 'households.see') ? <a href={paths.person(trainee.personId)}>{trainee.name}</a> : trainee.name),
      state: (trainee) => <Badge kind={stateBadgeKinds[trainee.state]}>{enrolmentStateLabels[trainee.state]}</Badge>,
      attended: (trainee) => `${trainee.attended}/${cohort.sessions.length}`,
      lessons: (trainee) => (trainee.progress ? `${trainee.progress.lessonsDone}/${trainee.progress.lessons}` : '还没开始'),
      certificate: ({ certificate }) => certificate && <CertificateLink certificate={certificate} />,
    }}
  />
)

/** A certificate's number with a link, and its state if it is no longer valid. */
const CertificateLink = ({ certificate: { id, number, state } }: { certificate: { id: string; number: string; state: string } }) => (
  <>
    <a href={paths.certificate(id)}>{number}</a> {!isValid(state) && <Badge kind="warn">{certificateStateLabels[state]}</Badge>}
  </>
)

const traineeSteps = ['LEAVE', 'RETURN', 'SKIP_EXAM', 'SIT_EXAM'] as const

/** What each trainee's state allows; the machine has the last word. */
const canTakeStep: Record<(typeof traineeSteps)[number], (state: string) => boolean> = {
  LEAVE: (state) => canLeaveOrReturn(state) && !hasLeft(state),
  RETURN: hasLeft,
  SKIP_EXAM: maySit,
  SIT_EXAM: isNotSitting,
}

/** Trainees who leave or come back, or do not sit the exam. Not shown when nobody can. */
function TraineeSteps({ cohort, list, refused }: Pick<CohortPageProps, 'cohort' | 'list' | 'refused'>) {
  const able = isOver(cohort.state) ? [] : list.rows.filter(({ canMark, state }) => canMark && canLeaveOrReturn(state))
  const possible = traineeSteps.filter((type) => able.some(({ state }) => canTakeStep[type](state)))
  if (possible.length === 0) return null
  const mine = isRefusedAt(refused, ...traineeSteps) ? refused : null
  return (
    <Fold summary={possible.map((type) => enrolmentEventLabels[type]).join('、')} open={mine !== null}>
      <Form method="post" className="filters">
        <SelectField label="学员" name="enrolmentId" defaultValue={mine?.entered.enrolmentId} errors={mine?.refused.fields.enrolmentId}>
          {able.map(({ enrolmentId, name, state }) => (
            <option key={enrolmentId} value={enrolmentId}>
              {name}（{enrolmentStateLabels[state]}）
            </option>
          ))}
        </SelectField>
        <Field
          label="原因"
          name="reason"
          required
          maxLength={200}
          errors={mine?.refused.fields.reason}
          defaultValue={mine?.entered.reason}
        />
        {possible.map((type) => (
          <Button key={type} kind="plain" name="do" value={type}>
            {enrolmentEventLabels[type]}
          </Button>
        ))}
      </Form>
    </Fold>
  )
}

/** Cancelling, and taking the end back: each on a page that says for whom. */
const EndingSteps = ({ cohort }: Pick<CohortPageProps, 'cohort'>) => (
  <div className="row">
    {cohort.steps.some(({ type }) => type === 'CANCEL') && (
      <ButtonLink kind="danger" href={paths.cohortStep(cohort.id, 'cancel')}>
        取消这个班……
      </ButtonLink>
    )}
    {cohort.steps.some(({ type }) => type === 'REOPEN') && (
      <ButtonLink kind="plain" href={paths.cohortStep(cohort.id, 'reopen')}>
        重新开班……
      </ButtonLink>
    )}
  </div>
)
