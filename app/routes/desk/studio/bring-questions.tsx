// Questions from a file into the bank of a course: looked at first, then accepted.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { BringQuestionsPage } from '#app/modules/studio/pages/bring-questions-page.tsx'
import { bankExchange, bringQuestions } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '带入题目 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    return { viewer, target: await bankExchange.findBankTarget(args.context.site, viewer, param(args, 'course')) }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const { site } = args.context
    const slug = param(args, 'course')
    const form = await readFormData(request)
    if (form.get('do') === 'accept') {
      const { versionId } = await bringQuestions.acceptPosted(site, viewer, { slug, ...parseForm(form, bringQuestions.acceptForm) })
      return redirect(paths.studioQuestionsBrought(versionId))
    }
    const file = await getPostedFile(form, '请选一个文件。')
    const { format } = parseForm(form, bringQuestions.previewForm)
    return { preview: await bringQuestions.previewPosted(site, viewer, { slug, ...file, format, signal: request.signal }) }
  })

export default function Route() {
  const posted = useActionData<typeof action>()
  const preview = posted && 'preview' in posted ? posted.preview : null
  return <BringQuestionsPage {...useLoaderData<typeof loader>()} preview={preview} refused={getRefused(posted)} />
}
