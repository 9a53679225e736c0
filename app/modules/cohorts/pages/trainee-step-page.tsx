// A step of the ticked trainees of a class: whom it touches, what becomes of them, and the step itself with its reason.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { Consequences } from '#app/ui/consequences.tsx'
import { Empty, ErrorSummary } from '#app/ui/notice.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import type { TraineeStepName } from '../forms/trainee-step-form.ts'
import type { CohortHead } from '../queries.server.ts'
import type { TraineeStepView } from '../trainee-steps.server.ts'

interface TraineeStepPageProps {
  viewer: Viewer
  cohort: Pick<CohortHead, 'id' | 'number' | 'name' | 'startsOn'>
  /** Null while nobody is ticked. */
  view: TraineeStepView | null
  refused: Refused | null
}

const steps: Record<TraineeStepName, { title: string; reason: string; undo: string; action: (count: number) => string }> = {
  LEAVE: {
    title: '学员退班',
    reason: '退班的原因',
    undo: '退错了，在班结业或取消以前，可以在“学员”里写明原因办“回班”。两次的原因都留在记录里。',
    action: (count) => `${count} 人退班`,
  },
  RETURN: {
    title: '学员回班',
    reason: '回班的原因',
    undo: '办错了，可以再写明原因办“退班”。',
    action: (count) => `${count} 人回班`,
  },
  SKIP_EXAM: {
    title: '记未参加考试',
    reason: '未参加的原因',
    undo: '记错了，在班结业以前，可以在“学员”里写明原因办“还是参加考试”。',
    action: (count) => `${count} 人记为未参加考试`,
  },
  SIT_EXAM: {
    title: '还是参加考试',
    reason: '改回来的原因',
    undo: '办错了，可以再记“未参加考试”。',
    action: (count) => `${count} 人还是参加考试`,
  },
}

export function TraineeStepPage({ viewer, cohort, view, refused }: TraineeStepPageProps) {
  const back = paths.cohortPart(cohort.id, 'trainees')
  const { title, reason, undo, action } = steps[view?.step ?? 'LEAVE']
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={view ? title : '勾选的学员'}
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
        { href: back, label: '学员' },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {view ? (
        <Consequences
          touched={view.touched}
          missing={view.missing}
          means={view.means}
          undo={undo}
          action={view.enrolmentIds.length > 0 ? action(view.enrolmentIds.length) : null}
          back={back}
        >
          <input type="hidden" name="do" value={view.step} />
          <input type="hidden" name="seen" value={view.seen} />
          {view.enrolmentIds.map((id) => (
            <input key={id} type="hidden" name="enrolment" value={id} />
          ))}
          <ReasonField label={reason} refused={refused} />
        </Consequences>
      ) : (
        <Empty>
          没有勾选学员。<a href={back}>回到学员表</a>勾选。
        </Empty>
      )}
    </DeskFrame>
  )
}
