// What the exam is, before it begins.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import examCss from '#app/modules/exams/pages/exam.css?url'
import { examFor, openAttempt } from '#app/modules/exams/exams.server.ts'
import { ExamPage } from '#app/modules/exams/pages/exam-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: examCss }]
export const meta = () => [{ title: '考试 · 梯队' }]

export const loader = (asked: LoaderFunctionArgs) =>
  orRefuse(async () => {
    const viewer = await requireDuty(asked, 'exams.sit')
    return {
      account: viewer.accountId,
      script: islandUrl('phone.js'),
      exam: await examFor(asked.context.site, viewer, param(asked, 'exam')),
    }
  })

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async () => {
    const viewer = await requireDuty(asked, 'exams.sit')
    throw redirect(paths.attempt(await openAttempt(asked.context.site, viewer, { examId: param(asked, 'exam') })))
  })

export default function ExamRoute() {
  return <ExamPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
