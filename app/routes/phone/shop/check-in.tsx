// A check-in: whether they were in touch, how it goes, and optionally what was done, a picture, a voice note.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { newFormName, handleCheckInForm } from '#app/http/phone-forms/pairing-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readPairing } from '#app/modules/pairings/pairings.server.ts'
import { CheckInPage } from '#app/modules/mentorship/pages/check-in-page.tsx'
import { getSides } from '#app/modules/mentorship/pages/my-pairing.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '帮扶记录 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  return throwRefusals(async () => {
    const pairing = await readPairing(args.context.site, viewer, { pairingId: param(args, 'pairing') })
    const other = pairing[getSides(pairing).other].name
    return { account: viewer.accountId, script: islandUrl('owner.js'), id: pairing.id, other, form: newFormName() }
  })
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const pairingId = param(args, 'pairing')
    await handleCheckInForm(args.context.site, viewer, pairingId, await readFormData(request))
    return redirect(paths.pairing(pairingId))
  })

export default function CheckInRoute() {
  return <CheckInPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
