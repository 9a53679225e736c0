// The question bank of a version, and its exam.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { QuestionsPage } from '#app/modules/studio/pages/questions-page.tsx'
import { bankForm } from '#app/modules/studio/questions/bank-form.ts'
import { bankPages, questionBank } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '题库和考试 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const asked = new URL(args.request.url).searchParams
    const page = await bankPages.readBankPage(args.context.site, viewer, param(args, 'version'), asked)
    return { viewer, ...page, isBrought: asked.has('brought') }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const versionId = param(args, 'version')
    await questionBank.writeQuestionBank(args.context.site, viewer, versionId, await readForm(request, bankForm))
    return redirect(paths.studioQuestions(versionId))
  })

export default function Route() {
  return <QuestionsPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
