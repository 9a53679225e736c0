// Planning a cohort's exam.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { examPlan } from '#app/modules/exams/attempt.events.ts'
import { examPlanning, planExam } from '#app/modules/exams/exams.server.ts'
import { ExamPlanPage } from '#app/modules/exams/pages/exam-plan-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '安排考试 · 梯队' }]

export const loader = (asked: LoaderFunctionArgs) =>
  orRefuse(async () => {
    const viewer = await requireDuty(asked, 'exams.plan')
    return { viewer, planning: await examPlanning(asked.context.site, viewer, param(asked, 'cohort')) }
  })

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'exams.plan')
    const cohortId = param(asked, 'cohort')
    await planExam(asked.context.site, viewer, { cohortId, ...(await readForm(request, examPlan)) })
    throw redirect(paths.results(cohortId))
  })

export default function Route() {
  return <ExamPlanPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
