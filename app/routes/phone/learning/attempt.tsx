// An attempt in progress.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { loadSittingPage } from '#app/http/composed-pages/exam-pages.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { WorkflowPage } from '#app/http/workflow-page.tsx'
import { readSitting, submitAnswerByForm, submitAttempt } from '#app/modules/exams/exams.server.ts'
import examCss from '#app/modules/exams/pages/exam.css?url'
import { toQuery } from '#app/modules/exams/place.ts'
import { sittingForm } from '#app/modules/exams/sitting-form.ts'
import { SittingPage } from '#app/modules/exams/pages/sitting-page.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: examCss }]
export const meta = () => [{ title: '考试 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'exams.sit')
    return loadSittingPage(args.context.site, viewer, param(args, 'attempt'), {
      search: new URL(args.request.url).search,
      cookies: args.request.headers.get('cookie'),
    })
  })

/** The plain form: saves the answer to the current question and moves on; or hands in. */
export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'exams.sit')
    const { site } = args.context
    const attemptId = param(args, 'attempt')
    const { at, chosen = [], go, handIn } = await readForm(request, sittingForm)
    if (handIn) {
      await submitAttempt(site, viewer, { attemptId })
      throw redirect(paths.attemptResult(attemptId))
    }
    const { questions } = await readSitting(site, viewer, attemptId)
    const question = questions[at ?? -1]
    if (question) await submitAnswerByForm(site, viewer, { attemptId, questionId: question.id, chosen: [chosen].flat() })
    throw redirect(paths.attempt(attemptId) + toQuery(go === 'review' ? 'review' : Math.min(Number(go) || 0, questions.length - 1)))
  })

export default function AttemptRoute() {
  const { script, ...from } = useLoaderData<typeof loader>()
  const refused = getRefused(useActionData<typeof action>())?.refused.message
  return <WorkflowPage Page={SittingPage} from={{ ...from, refused }} script={script} />
}
