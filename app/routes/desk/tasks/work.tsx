// What a trainee handed in for a task, and what is said to it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { readAttachment, withoutFiles } from '#app/http/phone-forms/pairing-forms.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { TaskWorkPage } from '#app/modules/tasks/pages/task-work-page.tsx'
import { verdictForm } from '#app/modules/tasks/task-form.ts'
import { giveVerdict, readWorkAtDesk, takeVerdictBack } from '#app/modules/tasks/tasks.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '交来的任务 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  const work = await throwRefusals(() => readWorkAtDesk(args.context.site, viewer, param(args, 'work')))
  return { viewer, work, script: islandUrl('recorder.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'learning.answer')
    const { site } = args.context
    const workId = param(args, 'work')
    const form = await readFormData(request)
    const said = parseForm(withoutFiles(form), verdictForm)
    const about = { workId, version: said.version }
    if (said.do === 'takeBack') await takeVerdictBack(site, viewer, about)
    else {
      const voice = await readAttachment(form, 'voice')
      await giveVerdict(site, viewer, { ...about, verdict: said.do === 'accept' ? 'accepted' : 'again', words: said.words, voice })
    }
    return redirect(paths.taskWork(workId))
  })

export default function Route() {
  return <TaskWorkPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
