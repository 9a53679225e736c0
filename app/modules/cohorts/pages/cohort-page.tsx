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
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { CohortView } from '../cohorts.server.ts'
import { isOver } from '../cohort.states.ts'
import { isStudying, canLeaveOrReturn } from '../enrolment.states.ts'
import { type ShownTrainee, traineeList } from '../lists.ts'
import { cohortStateLabels, enrolmentStateLabels, stateBadgeKinds } from '../states.ts'

interface CohortPageProps {
  viewer: Viewer
  cohort: Omit<CohortView, 'trainees'> & { trainees: readonly ShownTrainee[] }
  /** The trainees whom the address asks for. */
  list: ListPart<ShownTrainee>
  instructors: readonly string[]
  where: string
  refused: Refused | null
}

export function CohortPage({ viewer, cohort, list, instructors, where, refused }: CohortPageProps) {
  const mine = cohort.trainees.some(({ canMark }) => canMark)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={`第 ${cohort.number} 期 ${cohort.name}`}
      crumbs={[{ href: paths.cohorts(), label: '培训班' }]}
      actions={<CohortLinks viewer={viewer} cohort={cohort} />}
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        <Badge kind={stateBadgeKinds[cohort.state]}>{cohortStateLabels[cohort.state]}</Badge> {tierLabels[cohort.tier]} · 《
        {cohort.courseTitle}》 · {formatDay(cohort.startsOn)}至{formatDay(cohort.endsOn)} · {where} {cohort.place} · 讲师：
        {instructors.join('、') || '还没有'} · 要上够 {cohort.attendanceRequired}% 的课
        {cohort.reason && <> · 取消原因：{cohort.reason}</>} ·{' '}
        <a className="one-line" href={paths.workflow('cohort')}>
          看流程图
        </a>
      </p>
      <CohortSteps cohort={cohort} />
      <SessionsTable viewer={viewer} cohort={cohort} />
      <TraineesTable viewer={viewer} cohort={cohort} list={list} />
      {mine && <LeaveOrReturnForm trainees={list.rows} refused={refused} />}
      {cohort.steps.some(({ type }) => type === 'CANCEL') && <CancelForm cohort={cohort} />}
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

/** What can be done with the class now, or what is missing for it. */
function CohortSteps({ cohort }: Pick<CohortPageProps, 'cohort'>) {
  const steps = cohort.steps.filter(({ type }) => type !== 'CANCEL')
  const unfinished = cohort.trainees.filter(({ state }) => isStudying(state)).length
  return (
    <>
      {steps.map(({ type, label, missing }) =>
        missing ? (
          <p key={type} className="soft">
            还不能“{label}”：{missing}。
          </p>
        ) : (
          <Form key={type} method="post" className="row">
            <input type="hidden" name="version" value={cohort.version} />
            <Button name="do" value={type}>
              {label}
            </Button>
            {type === 'CLOSE' && unfinished > 0 && (
              <span>还有 {unfinished} 人没有达到要求，班一结业就记为「未结业」，考勤和考试不能再补。</span>
            )}
          </Form>
        ),
      )}
    </>
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
      {
        head: '考勤',
        cell: (session) => (
          <a href={paths.attendance(cohort.id, session.id)}>
            {session.marked > 0
              ? `已记 ${session.marked} 人`
              : !hasDuty(viewer, 'attendance.take')
                ? '看考勤'
                : session.isPast
                  ? '记考勤'
                  : '打印签到表'}
          </a>
        ),
      },
    ]}
  />
)

const TraineesTable = ({ viewer, cohort, list }: Pick<CohortPageProps, 'viewer' | 'cohort' | 'list'>) => (
  <ListTable
    id="trainees"
    caption="学员"
    unit="人"
    definition={traineeList}
    part={list}
    rowKey={(trainee) => trainee.enrolmentId}
    empty="还没有学员。人在登记册里，点“报名”；不在，导入花名册。"
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

const LeaveOrReturnForm = ({ trainees, refused }: { trainees: readonly ShownTrainee[]; refused: Refused | null }) => (
  <details className="card">
    <summary>学员退班或回班</summary>
    <Form method="post" className="filters">
      <div className="field">
        <label htmlFor="enrolmentId">学员</label>
        <select id="enrolmentId" name="enrolmentId">
          {trainees
            .filter(({ canMark, state }) => canMark && canLeaveOrReturn(state))
            .map(({ enrolmentId, name, state }) => (
              <option key={enrolmentId} value={enrolmentId}>
                {name}（{enrolmentStateLabels[state]}）
              </option>
            ))}
        </select>
      </div>
      <Field label="原因" name="reason" required errors={refused?.refused.fields.reason} defaultValue={refused?.entered.reason} />
      <Button kind="plain" name="do" value="LEAVE">
        退班
      </Button>
      <Button kind="plain" name="do" value="RETURN">
        回班
      </Button>
    </Form>
  </details>
)

const CancelForm = ({ cohort }: Pick<CohortPageProps, 'cohort'>) => (
  <details className="card">
    <summary>取消这个班</summary>
    <Form method="post" className="filters">
      <input type="hidden" name="version" value={cohort.version} />
      <Field label="取消的原因" id="cancel-reason" name="reason" required />
      <Button kind="danger" name="do" value="CANCEL">
        取消培训班
      </Button>
    </Form>
  </details>
)
