// A pairing on the owner's phone: answer it, tell of it, reach its goals, pause or end it, say how it was.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takePairingWish } from '#app/http/owner-forms.server.ts'
import { nameOfForm } from '#app/http/pairing-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { lookAtPhone, readPairing } from '#app/modules/pairings/pairings.server.ts'
import { anchorAfter, phoneLookForm } from '#app/modules/mentorship/phone-look-form.ts'
import { asMyPairing } from '#app/modules/mentorship/pages/my-pairing.ts'
import { MyPairingPage } from '#app/modules/mentorship/pages/my-pairing-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '结对 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const found = () => readPairing(site, viewer, { pairingId: param(asked, 'pairing') })
  const pairing = await orRefuse(async () => asMyPairing(await found(), site.now()))
  return { viewer, script: islandUrl('owner.js'), pairing, form: nameOfForm() }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { site } = asked.context
    const pairingId = param(asked, 'pairing')
    const form = await formOf(request)
    const isLook = phoneLookForm.safeParse({ do: form.get('do') }).success
    if (isLook) return { phone: await lookAtPhone(site, viewer, { pairingId }) }
    await takePairingWish(site, viewer, pairingId, form)
    return redirect(paths.pairing(pairingId) + anchorAfter(form))
  })

export default function PairingRoute() {
  const answer = useActionData<typeof action>()
  const phone = answer && 'phone' in answer ? answer.phone : undefined
  return <MyPairingPage {...useLoaderData<typeof loader>()} phone={phone} refused={refusedIn(answer)} />
}
