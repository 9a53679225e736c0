// Correcting what came of a follow-up, or taking it back.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { correctionForm } from '#app/modules/follow-ups/follow-up-form.ts'
import { readFollowUp, recordFollowUp, takeFollowUpBack } from '#app/modules/follow-ups/follow-ups.server.ts'
import { CorrectFollowUpPage } from '#app/modules/follow-ups/pages/correct-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '更正回访 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'followUps.do')
  return { viewer, followUp: await throwRefusals(() => readFollowUp(args.context.site, viewer, param(args, 'followUp'))) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'followUps.do')
    const { site } = args.context
    const followUpId = param(args, 'followUp')
    const entry = await readForm(request, correctionForm)
    if (entry.do === 'takeBack') await takeFollowUpBack(site, viewer, { followUpId, ...entry })
    else await recordFollowUp(site, viewer, { followUpId, entry })
    return redirect(paths.followUpAtDesk(followUpId))
  })

export default function Route() {
  return <CorrectFollowUpPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
