// The page of a step that ends a class, or takes that back: whom it touches, what is missing, and the step itself.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Consequences } from '#app/ui/consequences.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'
import { type CohortStepName, cohortSteps } from '../forms/cohort-end-form.ts'
import type { CohortStepView } from '../step-consequences.server.ts'

interface CohortStepPageProps {
  viewer: Viewer
  view: CohortStepView
  refused: Refused | null
}

const steps: Record<CohortStepName, { title: string; action: string; undo: string; reason?: string }> = {
  close: {
    title: '结业',
    action: '结业',
    undo: '结业以后，考勤、考试和安排都不能再改。结错了，管理员可以写明原因重新开班。',
  },
  cancel: {
    title: '取消培训班',
    action: '取消培训班',
    undo: '取消以后，这个班不再上课，也不算进报表。取消错了，管理员可以写明原因重新开班。',
    reason: '取消的原因',
  },
  reopen: {
    title: '重新开班',
    action: '重新开班',
    undo: '重新开班以后，考勤、考试和安排又能改了；办完可以再结业或取消。原因会和这一步一起留在记录里。',
    reason: '重新开班的原因',
  },
}

export function CohortStepPage({ viewer, view, refused }: CohortStepPageProps) {
  const { cohort, step, objection } = view
  const { title } = steps[step]
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={title}
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {objection ? <Objection view={view} refused={refused} /> : <StepForm view={view} refused={refused} />}
    </DeskFrame>
  )
}

type StepProps = Omit<CohortStepPageProps, 'viewer'>

/** The step can be taken: what it does, and its button, which belongs to what is shown here. */
function StepForm({ view, refused }: StepProps) {
  const { action, undo, reason } = steps[view.step]
  return (
    <Consequences touched={view.touched} missing={view.missing} undo={undo} action={action} back={paths.cohort(view.cohort.id)}>
      <input type="hidden" name="do" value={cohortSteps[view.step]} />
      <input type="hidden" name="version" value={view.version} />
      <input type="hidden" name="seen" value={view.fingerprint} />
      {reason && (
        <Field
          label={reason}
          name="reason"
          required
          maxLength={200}
          defaultValue={refused?.entered.reason}
          errors={refused?.refused.fields.reason}
        />
      )}
    </Consequences>
  )
}

/** It cannot be taken now: why, for whom the class waits, and each way on. */
function Objection({ view, refused }: StepProps) {
  const { cohort, objection, waitingFor, waitingCount } = view
  return (
    <>
      <Notice kind="warn">
        <p>{objection}</p>
      </Notice>
      {waitingCount > 0 && <WaitingFor view={view} refused={refused} />}
      <div className="row">
        {waitingCount > 0 && (
          <ButtonLink kind="plain" href={paths.examPlan(cohort.id)}>
            改考试的最后一天或次数
          </ButtonLink>
        )}
        <ButtonLink kind="plain" href={paths.cohort(cohort.id)}>
          回到培训班
        </ButtonLink>
      </div>
      {waitingCount > waitingFor.length && <p className="soft">还有 {waitingCount - waitingFor.length} 人是别的乡镇的，由那里的专干办。</p>}
    </>
  )
}

/** Who may still sit the exam and until when; those who will not are recorded with the reason. */
function WaitingFor({ view: { waitingFor }, refused }: StepProps) {
  const ticked = refused?.ticked.enrolment ?? []
  return (
    <Form method="post" className="card">
      <p>
        这些人还能考试。等他们考完，或者过了最后一天，就能结业；没有人开考的话，最后一天可以改早。不来考的，勾上写明原因，记为“未参加考试”：
        到结业记“未结业”；班里没有结业以前，在班的页面上可以改回来。
      </p>
      <DataTable
        caption={`还能考试的人（${waitingFor.length}）`}
        rows={waitingFor}
        rowKey={({ enrolmentId }) => enrolmentId}
        columns={[
          { head: '姓名', kind: 'short', cell: ({ name }) => name },
          {
            head: '未参加',
            kind: 'short',
            cell: ({ enrolmentId, name, canSkip }) =>
              canSkip ? (
                <input
                  type="checkbox"
                  name="enrolment"
                  value={enrolmentId}
                  aria-label={`${name}未参加考试`}
                  defaultChecked={ticked.includes(enrolmentId)}
                />
              ) : (
                <span className="soft">正在考</span>
              ),
          },
          { head: '最迟', kind: 'short', cell: ({ until }) => until },
        ]}
      />
      {refused?.refused.fields.enrolment && (
        <p className="field-error" id="field-enrolment">
          {refused.refused.fields.enrolment.join(' ')}
        </p>
      )}
      <Field
        label="未参加的原因"
        name="reason"
        required
        maxLength={200}
        defaultValue={refused?.entered.reason}
        errors={refused?.refused.fields.reason}
      />
      <Button kind="plain" name="do" value="SKIP_EXAM">
        记为未参加考试
      </Button>
    </Form>
  )
}
