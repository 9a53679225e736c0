// One follow-up at the desk, and her phone number with a reason.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { callForm } from '#app/modules/follow-ups/desk-form.ts'
import { discloseFollowUpPhone, readFollowUp } from '#app/modules/follow-ups/follow-ups.server.ts'
import { FollowUpPage } from '#app/modules/follow-ups/pages/follow-up-page.tsx'

export const links = deskLinks
export const meta = () => [{ title: '回访 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'followUps.see')
  return { viewer, followUp: await throwRefusals(() => readFollowUp(args.context.site, viewer, param(args, 'followUp'))) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'followUps.see')
    const { reason } = await readForm(request, callForm)
    return { shown: await discloseFollowUpPhone(args.context.site, viewer, { followUpId: param(args, 'followUp'), reason }) }
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  const shown = answer && 'shown' in answer ? answer.shown : null
  return <FollowUpPage {...useLoaderData<typeof loader>()} shown={shown} refused={getRefused(answer)} />
}
