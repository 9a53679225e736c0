// One follow-up on an officer's phone; without scripts its forms are posted here.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { param } from '#app/http/params.server.ts'
import { handleFollowUpForm } from '#app/http/phone-forms/officer-forms.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { callForm } from '#app/modules/follow-ups/desk-form.ts'
import { discloseFollowUpPhone, readFollowUp } from '#app/modules/follow-ups/follow-ups.server.ts'
import { MyFollowUpPage } from '#app/modules/follow-ups/pages/my-follow-up-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '回访 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'followUps.do')
  const followUp = await throwRefusals(() => readFollowUp(args.context.site, viewer, param(args, 'followUp')))
  return { viewer, script: islandUrl('follow-ups.js'), followUp }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'followUps.do')
    const [{ site }, followUpId, form] = [args.context, param(args, 'followUp'), await readFormData(request)]
    if (form.get('do') === 'call') return { shown: await discloseFollowUpPhone(site, viewer, { followUpId, ...parseForm(form, callForm) }) }
    await handleFollowUpForm(site, viewer, followUpId, form)
    return redirect(paths.followUps())
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  const shown = answer && 'shown' in answer ? answer.shown : null
  return <MyFollowUpPage {...useLoaderData<typeof loader>()} shown={shown} refused={getRefused(answer)} />
}
