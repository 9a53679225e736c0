// The page of a step that ends a class, or takes that back: whom it touches, what is missing, and the step itself.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Consequences } from '#app/ui/consequences.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { type CohortStepName, cohortSteps } from '../forms/cohort-end-form.ts'
import { skipTickOf, waitingList } from '../lists.ts'
import type { CohortStepView, WaitingLine } from '../step-consequences.server.ts'

interface CohortStepPageProps {
  viewer: Viewer
  view: Omit<CohortStepView, 'waitingFor'>
  /** For whom the class must wait, as far as the viewer may see them, and who of them is ticked. */
  list: ListPart<WaitingLine>
  ticked: readonly string[]
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

export function CohortStepPage({ viewer, ...props }: CohortStepPageProps) {
  const { view, refused } = props
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
      {objection ? <Objection {...props} /> : <StepForm view={view} refused={refused} />}
    </DeskFrame>
  )
}

type StepProps = Omit<CohortStepPageProps, 'viewer'>

/** The step can be taken: what it does, and its button, which belongs to what is shown here. */
function StepForm({ view, refused }: Pick<StepProps, 'view' | 'refused'>) {
  const { action, undo, reason } = steps[view.step]
  return (
    <Consequences touched={view.touched} missing={view.missing} undo={undo} action={action} back={paths.cohort(view.cohort.id)}>
      <input type="hidden" name="do" value={cohortSteps[view.step]} />
      <input type="hidden" name="version" value={view.version} />
      <input type="hidden" name="seen" value={view.fingerprint} />
      {reason && <ReasonField label={reason} refused={refused} />}
    </Consequences>
  )
}

/** It cannot be taken now: why, for whom the class waits, and each way on. */
function Objection(props: StepProps) {
  const {
    view: { cohort, objection, waitingCount },
    list,
  } = props
  return (
    <>
      <Notice kind="warn">
        <p>{objection}</p>
      </Notice>
      {waitingCount > 0 && <WaitingFor {...props} />}
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
      {waitingCount > list.total && <p className="soft">还有 {waitingCount - list.total} 人是别的乡镇的，由那里的专干办。</p>}
    </>
  )
}

/** Who may still sit the exam and until when; those who will not are recorded with the reason. */
const WaitingFor = ({ view: { cohort }, list, ticked, refused }: StepProps) => (
  <ListTable
    id="list"
    caption="还能考试的人"
    unit="人"
    definition={waitingList}
    part={list}
    rowKey={({ enrolmentId }) => enrolmentId}
    empty="您负责的学员都不用等了。"
    workbook={paths.waitingWorkbook(cohort.id)}
    ticks={{ name: 'enrolment', value: skipTickOf, label: ({ name }) => `${name}未参加考试`, ticked }}
    around={(table) => (
      <PostForm className="card" id="field-enrolment">
        <p>
          这些人还能考试。等他们考完，或者过了最后一天，就能结业；没有人开考的话，最后一天可以改早。不来考的，勾上写明原因，记为“未参加考试”：
          到结业记“未结业”；班里没有结业以前，在班的页面上可以改回来。
        </p>
        {table}
        {refused?.refused.fields.enrolment && <p className="field-error">{refused.refused.fields.enrolment.join(' ')}</p>}
        <ReasonField label="未参加的原因" refused={refused} />
        <Button kind="plain" name="do" value="SKIP_EXAM">
          记为未参加考试
        </Button>
      </PostForm>
    )}
  />
)
