// Planning a cohort's exam.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readExamPlanning, planExam } from '#app/modules/exams/exams.server.ts'
import { examPlanForm } from '#app/modules/exams/plan/exam-plan.ts'
import { ExamPlanPage } from '#app/modules/exams/pages/exam-plan-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '安排考试 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'exams.plan')
    return { viewer, planning: await readExamPlanning(args.context.site, viewer, param(args, 'cohort')) }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'exams.plan')
    const cohortId = param(args, 'cohort')
    await planExam(args.context.site, viewer, { cohortId, ...(await readForm(request, examPlanForm)) })
    throw redirect(paths.results(cohortId))
  })

export default function Route() {
  return <ExamPlanPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
