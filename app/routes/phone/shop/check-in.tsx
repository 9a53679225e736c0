// A check-in: whether they were in touch, how it goes, and if she likes what was done, a picture, a voice note.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { nameOfForm, takeCheckIn } from '#app/http/pairing-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readPairing } from '#app/modules/pairings/pairings.server.ts'
import { CheckInPage } from '#app/modules/mentorship/pages/check-in-page.tsx'
import { sidesOf } from '#app/modules/mentorship/pages/my-pairing.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '帮扶记录 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  return orRefuse(async () => {
    const pairing = await readPairing(asked.context.site, viewer, { pairingId: param(asked, 'pairing') })
    const other = pairing[sidesOf(pairing).other].name
    return { account: viewer.accountId, script: islandUrl('owner.js'), id: pairing.id, other, form: nameOfForm() }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const pairingId = param(asked, 'pairing')
    await takeCheckIn(asked.context.site, viewer, pairingId, await formOf(request))
    return redirect(paths.pairing(pairingId))
  })

export default function CheckInRoute() {
  return <CheckInPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
