// Planning a cohort's exam.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { examPlan } from '#app/modules/exams/attempt.events.ts'
import { ExamPlanForm } from '#app/modules/exams/pages/exam-plan-form.tsx'
import { examPlanning, planExam } from '#app/modules/exams/exams.server.ts'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '安排考试 · 梯队' }]

export const loader = (asked: LoaderFunctionArgs) =>
  orRefuse(async () => {
    const viewer = await requireDuty(asked, 'exams.plan')
    return { viewer, planning: await examPlanning(asked.context.site, viewer, asked.params.cohort!) }
  })

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'exams.plan')
    const cohortId = asked.params.cohort!
    await planExam(asked.context.site, viewer, { cohortId, ...(await readForm(request, examPlan)) })
    throw redirect(paths.results(cohortId))
  })

export default function ExamPlanPage() {
  const { viewer, planning } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { cohort, over, mayPlan } = planning
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="安排考试"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: `第 ${cohort.number} 期 ${cohort.name}` },
        { href: paths.results(cohort.id), label: '考试成绩' },
      ]}
    >
      <ErrorSummary refused={answer?.refused} />
      {mayPlan ? <ExamPlanForm planning={planning} answer={answer} /> : <Notice>{over ?? '这个班的考试由它的讲师或乡镇专干安排。'}</Notice>}
    </DeskFrame>
  )
}
