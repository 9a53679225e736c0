// One question of a version, as a form; `new` is one that is not there yet.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { questionKinds } from '#app/modules/exams/draw.ts'
import examCss from '#app/modules/exams/pages/exam.css?url'
import writingCss from '#app/modules/studio/editor/writing.css?url'
import { QuestionPage } from '#app/modules/studio/pages/question-page.tsx'
import { questionForm } from '#app/modules/studio/questions/question-form.ts'
import { bankPages, questionBank } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'
import baseCss from '#app/ui/base.css?url'

export const links = () => [...deskLinks(), { rel: 'stylesheet', href: writingCss }]
export const meta = () => [{ title: '题库里的一道题 · 梯队' }]

const which = (args: LoaderFunctionArgs) => {
  const name = param(args, 'question')
  return { versionId: param(args, 'version'), id: name === 'new' ? null : name }
}

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const found = await bankPages.readBankQuestion(args.context.site, viewer, which(args))
    const asked = new URL(args.request.url).searchParams
    const kind = found.question?.kind ?? questionKinds.find((one) => one === asked.get('kind')) ?? 'single'
    return { viewer, ...found, kind, lesson: asked.get('lesson'), isSaved: asked.has('saved'), script: islandUrl('studio-question.js') }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const [{ versionId, id }, order] = [which(args), await readForm(request, questionForm)]
    const saved = await questionBank.writeQuestion(args.context.site, viewer, { versionId, id, order })
    if (saved === null || order.do === 'delete') return redirect(paths.studioQuestions(versionId))
    if (!order.isAnother) return redirect(paths.studioQuestionSaved(versionId, saved))
    const { kind, lesson } = order.question
    return redirect(`${paths.studioQuestion(versionId, 'new', kind)}&lesson=${lesson}&saved`)
  })

export default function Route() {
  const data = useLoaderData<typeof loader>()
  // A question that was stored is followed by an empty form.
  return (
    <QuestionPage
      key={data.bank.count}
      {...data}
      styles={[baseCss, lessonCss, examCss]}
      refused={getRefused(useActionData<typeof action>())}
    />
  )
}
