// The result of an attempt.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { param } from '#app/http/params.server.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import examCss from '#app/modules/exams/pages/exam.css?url'
import { closeSheets, examFor, resultFor } from '#app/modules/exams/exams.server.ts'
import { ResultPage } from '#app/modules/exams/pages/result-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: examCss }]
export const meta = () => [{ title: '考试结果 · 梯队' }]

export const loader = (asked: LoaderFunctionArgs) =>
  orRefuse(async () => {
    const viewer = await requireDuty(asked, 'exams.sit')
    const { site } = asked.context
    const result = await resultFor(site, viewer, param(asked, 'attempt'))
    return { account: viewer.accountId, script: islandUrl('phone.js'), result, exam: await examFor(site, viewer, result.examId) }
  })

/** The candidate says that no answer is on its way any more. */
export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async () => {
    const viewer = await requireDuty(asked, 'exams.sit')
    const attemptId = param(asked, 'attempt')
    await closeSheets(asked.context.site, viewer, { attemptId })
    throw redirect(paths.attemptResult(attemptId))
  })

export default function ResultRoute() {
  return <ResultPage {...useLoaderData<typeof loader>()} />
}
