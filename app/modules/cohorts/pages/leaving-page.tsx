// Withdrawing the ticked trainees of a class: whom it touches, and the step itself with its reason.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { Consequences } from '#app/ui/consequences.tsx'
import { Empty, ErrorSummary } from '#app/ui/notice.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import type { Leaving } from '../leaving.server.ts'
import type { CohortHead } from '../queries.server.ts'

interface LeavingPageProps {
  viewer: Viewer
  cohort: Pick<CohortHead, 'id' | 'number' | 'name' | 'startsOn'>
  /** Null while nobody is ticked. */
  leaving: Leaving | null
  refused: Refused | null
}

export function LeavingPage({ viewer, cohort, leaving, refused }: LeavingPageProps) {
  const back = paths.cohortPart(cohort.id, 'trainees')
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="学员退班"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
        { href: back, label: '学员' },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {leaving ? (
        <Consequences
          touched={leaving.touched}
          missing={leaving.missing}
          undo="退班以后不再记考勤，也不能考试；以前的考勤和成绩不删。退错了，在“学员”里写明原因可以回班。"
          action={leaving.enrolmentIds.length > 0 ? `${leaving.enrolmentIds.length} 人退班` : null}
          back={back}
        >
          <input type="hidden" name="do" value="LEAVE" />
          {leaving.enrolmentIds.map((id) => (
            <input key={id} type="hidden" name="enrolment" value={id} />
          ))}
          <ReasonField label="退班的原因" refused={refused} />
        </Consequences>
      ) : (
        <Empty>
          没有勾选学员。<a href={back}>回到学员表</a>勾选。
        </Empty>
      )}
    </DeskFrame>
  )
}
