// One class: its people and how far each has come, its sessions, and what can be done with it now.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { id, version } from '#app/fields.ts'
import { dayOf, sayDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { hasDuty } from '#app/access/viewer.ts'
import { certificatesOf } from '#app/modules/certificates/certificates.server.ts'
import { type CertificateState, certificateStates } from '#app/modules/certificates/words.ts'
import { readCohort, stepCohort, stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { cohortStates, enrolmentStates, isOver, stateKinds } from '#app/modules/cohorts/states.ts'
import { progressOf } from '#app/modules/learning/learning.server.ts'
import { tierNames } from '#app/modules/courses/tiers.ts'
import { pathOf, placeOf } from '#app/modules/regions/regions.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

const reason = z.string().trim().min(2, '请写明原因。').max(200, '原因请不超过 200 字。')
const Asked = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['OPEN', 'START', 'CLOSE']), version: version() }),
  z.object({ do: z.literal('CANCEL'), version: version(), reason }),
  z.object({ do: z.enum(['LEAVE', 'RETURN']), enrolmentId: id(), reason }),
])

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'cohorts.see')
  const { site } = asked.context
  const cohort = await orRefuse(() => readCohort(site, viewer, asked.params.cohort!))
  const [certificates, progress] = await Promise.all([
    certificatesOf(
      site,
      viewer,
      cohort.trainees.map(({ enrolmentId }) => enrolmentId),
    ),
    progressOf(
      site,
      cohort.courseVersionId,
      cohort.trainees.map(({ personId }) => personId),
    ),
  ])
  const today = dayOf(site.now())
  const trainees = cohort.trainees.map((trainee) => ({
    ...trainee,
    region: placeOf(trainee.region, today).join(' '),
    certificate: certificates.get(trainee.enrolmentId) ?? null,
    progress: progress.get(trainee.personId) ?? null,
  }))
  const instructors = (await listInstructors(site)).filter(({ cohortIds }) => cohortIds.includes(cohort.id)).map(({ name }) => name)
  return { viewer, cohort: { ...cohort, trainees }, instructors, where: pathOf(cohort.regionCode, today).slice(2).join(' ') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'cohorts.run')
    const form = await readForm(request, Asked)
    const { site } = asked.context
    const id = asked.params.cohort!
    if ('enrolmentId' in form)
      await stepEnrolment(site, viewer, { enrolmentId: form.enrolmentId, event: { type: form.do, reason: form.reason } })
    else
      await stepCohort(site, viewer, {
        id,
        version: form.version,
        event: { type: form.do, ...('reason' in form ? { reason: form.reason } : {}) },
      })
    return redirect(paths.cohort(id))
  })

export default function CohortPage() {
  const { viewer, cohort, instructors, where } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const steps = cohort.steps.filter(({ type }) => type !== 'CANCEL')
  const unfinished = cohort.trainees.filter(({ state }) => state === 'studying').length
  const mine = cohort.trainees.some(({ canMark }) => canMark)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={`第 ${cohort.number} 期 ${cohort.name}`}
      crumbs={[{ href: paths.cohorts(), label: '培训班' }]}
      actions={
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
      }
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        <Badge kind={stateKinds[cohort.state]}>{cohortStates[cohort.state]}</Badge> {tierNames[cohort.tier]} · 《{cohort.courseTitle}》 ·{' '}
        {sayDay(cohort.startsOn)}至{sayDay(cohort.endsOn)} · {where} {cohort.place} · 讲师：
        {instructors.join('、') || '还没有'} · 要上够 {cohort.attendanceRequired}% 的课
        {cohort.reason && <> · 取消原因：{cohort.reason}</>} ·{' '}
        <a className="one-line" href={paths.workflow('cohort')}>
          看流程图
        </a>
      </p>
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
      <DataTable
        caption={`课次（${cohort.sessions.length}）`}
        rows={cohort.sessions}
        rowKey={(session) => session.id}
        columns={[
          { head: '日期', cell: (session) => sayDay(session.day) },
          { head: '时间', cell: (session) => session.startsAt },
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
      <DataTable
        caption={`学员（${cohort.trainees.length}）`}
        rows={cohort.trainees}
        rowKey={(trainee) => trainee.enrolmentId}
        empty="还没有学员。人在登记册里，点“报名”；不在，导入花名册。"
        columns={[
          {
            head: '姓名',
            cell: (trainee) =>
              hasDuty(viewer, 'households.see') ? <a href={paths.person(trainee.personId)}>{trainee.name}</a> : trainee.name,
          },
          { head: '乡镇和村', cell: (trainee) => trainee.region },
          { head: '状态', cell: (trainee) => <Badge kind={stateKinds[trainee.state]}>{enrolmentStates[trainee.state]}</Badge> },
          { head: '到课', kind: 'number', cell: (trainee) => `${trainee.attended}/${cohort.sessions.length}` },
          {
            head: '学到',
            cell: (trainee) => (trainee.progress ? `${trainee.progress.lessonsDone}/${trainee.progress.lessons} 课` : '还没开始'),
          },
          { head: '考试', cell: (trainee) => (trainee.examPassed ? '通过' : '还没通过') },
          {
            head: '还差',
            cell: (trainee) => (trainee.state === 'studying' ? trainee.missing.join('，') || '没有' : (trainee.reason ?? '')),
          },
          { head: '证书', cell: ({ certificate }) => certificate && <CertificateLink certificate={certificate} /> },
        ]}
      />
      {mine && (
        <details className="card">
          <summary>学员退班或回班</summary>
          <Form method="post" className="filters">
            <div className="field">
              <label htmlFor="enrolmentId">学员</label>
              <select id="enrolmentId" name="enrolmentId">
                {cohort.trainees
                  .filter(({ canMark, state }) => canMark && ['enrolled', 'studying', 'left'].includes(state))
                  .map(({ enrolmentId, name, state }) => (
                    <option key={enrolmentId} value={enrolmentId}>
                      {name}（{enrolmentStates[state]}）
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
      )}
      {cohort.steps.some(({ type }) => type === 'CANCEL') && (
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
      )}
    </DeskFrame>
  )
}

/** A certificate by its number, and what has become of it if it no longer holds. */
const CertificateLink = ({ certificate: { id, number, state } }: { certificate: { id: string; number: string; state: string } }) => (
  <>
    <a href={paths.certificate(id)}>{number}</a>{' '}
    {state !== 'valid' && <Badge kind="warn">{certificateStates[state as CertificateState]}</Badge>}
  </>
)
