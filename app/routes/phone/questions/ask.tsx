// Where a trainee asks about a course. With scripts the phone sends what is filled in, also later; without, it is posted here.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { param } from '#app/http/params.server.ts'
import { handleAskForm } from '#app/http/phone-forms/trainee-forms.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readAskPage } from '#app/modules/inquiries/inquiries.server.ts'
import { AskPage } from '#app/modules/inquiries/pages/ask-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '问老师 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.study')
  const page = await throwRefusals(() => readAskPage(args.context.site, viewer, param(args, 'course')))
  const at = new URL(args.request.url).searchParams.get('at')?.slice(0, 100) ?? null
  return { account: viewer.accountId, script: islandUrl('trainee-forms.js'), at, ...page }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'learning.study')
    const course = param(args, 'course')
    await handleAskForm(args.context.site, viewer, course, await readFormData(request))
    return redirect(`${paths.ask(course)}#own`)
  })

export default function Route() {
  return <AskPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
