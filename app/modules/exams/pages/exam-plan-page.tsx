// Planning a cohort's exam.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { ExamPlanning } from '../exams.server.ts'
import { ExamPlanForm } from './exam-plan-form.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'

interface ExamPlanPageProps {
  viewer: Viewer
  planning: ExamPlanning
  refused: Refused | null
}

export function ExamPlanPage({ viewer, planning, refused }: ExamPlanPageProps) {
  const { cohort, over, mayPlan } = planning
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="安排考试"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
        { href: paths.results(cohort.id), label: '考试成绩' },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {mayPlan ? (
        <ExamPlanForm planning={planning} refused={refused} />
      ) : (
        <Notice>{over ?? '这个班的考试由它的讲师或乡镇专干安排。'}</Notice>
      )}
    </DeskFrame>
  )
}
