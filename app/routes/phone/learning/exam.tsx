// Information about the exam before it begins.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { loadExamPage } from '#app/http/composed-pages/exam-pages.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import examCss from '#app/modules/exams/pages/exam.css?url'
import { startOrResumeAttempt } from '#app/modules/exams/exams.server.ts'
import { ExamPage } from '#app/modules/exams/pages/exam-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: examCss }]
export const meta = () => [{ title: '考试 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'exams.sit')
    return loadExamPage(args.context.site, viewer, param(args, 'exam'))
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async () => {
    const viewer = await requireDuty(args, 'exams.sit')
    throw redirect(paths.attempt(await startOrResumeAttempt(args.context.site, viewer, { examId: param(args, 'exam') })))
  })

export default function ExamRoute() {
  return <ExamPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
