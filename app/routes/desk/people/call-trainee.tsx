// Shows the phone number of a trainee to whoever teaches her class, with a reason.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { calls } from '#app/modules/cohorts/cohorts.server.ts'
import { callForm } from '#app/modules/cohorts/forms/call-form.ts'
import { CallPage } from '#app/modules/cohorts/pages/call-page.tsx'

export const links = deskLinks
export const meta = () => [{ title: '打电话问问 · 梯队' }]

const asked = (args: LoaderFunctionArgs) => ({ cohortId: param(args, 'cohort'), personId: param(args, 'person') })

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'trainees.call')
  return { viewer, trainee: await throwRefusals(() => calls.readTraineeToCall(args.context.site, viewer, asked(args))) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'trainees.call')
    const { reason } = await readForm(request, callForm)
    return { shown: await calls.discloseTraineePhone(args.context.site, viewer, { ...asked(args), reason }) }
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  const shown = answer && 'shown' in answer ? answer.shown : null
  return <CallPage {...useLoaderData<typeof loader>()} shown={shown} refused={getRefused(answer)} />
}
