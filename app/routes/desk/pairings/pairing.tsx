// One pairing at the desk: its state, its plan with proofs, the reports of both sides, its results, and what can be
// done.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readPairingAtDesk, handlePairingDeskForm, showOwnerPhone } from '#app/modules/mentorship/mentorship.server.ts'
import { PairingPage } from '#app/modules/mentorship/pages/desk/pairing-page.tsx'
import { pairingDeskForm } from '#app/modules/mentorship/pairing-desk-form.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  return throwRefusals(async () => ({ viewer, ...(await readPairingAtDesk(args.context.site, viewer, param(args, 'pairing'))) }))
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.see')
    const form = await readForm(request, pairingDeskForm)
    if (form.do === 'askPhone') return { shown: await showOwnerPhone(args.context.site, viewer, param(args, 'pairing'), form) }
    const next = paths.pairingAtDesk(await handlePairingDeskForm(args.context.site, viewer, param(args, 'pairing'), form))
    return redirect(form.do === 'settle' ? `${next}#messages` : next)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  const shown = answer && 'shown' in answer ? answer.shown : null
  return <PairingPage {...useLoaderData<typeof loader>()} shown={shown} refused={getRefused(answer)} />
}
