// The result of an attempt.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { loadResultPage } from '#app/http/composed-pages/exam-pages.server.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import examCss from '#app/modules/exams/pages/exam.css?url'
import { closeOwnSheets } from '#app/modules/exams/exams.server.ts'
import { ResultPage } from '#app/modules/exams/pages/result-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: examCss }]
export const meta = () => [{ title: '考试结果 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'exams.sit')
    return loadResultPage(args.context.site, viewer, param(args, 'attempt'))
  })

/** The candidate confirms that no answer is on its way any more. */
export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async () => {
    const viewer = await requireDuty(args, 'exams.sit')
    const attemptId = param(args, 'attempt')
    await closeOwnSheets(args.context.site, viewer, { attemptId })
    throw redirect(paths.attemptResult(attemptId))
  })

export default function ResultRoute() {
  return <ResultPage {...useLoaderData<typeof loader>()} />
}
