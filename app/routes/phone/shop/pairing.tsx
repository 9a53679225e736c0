// A pairing on the owner's phone: accept it, report on it, reach its goals, pause or end it, assess it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { handlePairingForm } from '#app/http/phone-forms/owner-forms.server.ts'
import { newFormName } from '#app/http/phone-forms/pairing-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { disclosePhone, readPairing } from '#app/modules/pairings/pairings.server.ts'
import { anchorFor, phoneDisclosureForm } from '#app/modules/mentorship/phone-disclosure-form.ts'
import { toMyPairing } from '#app/modules/mentorship/pages/my-pairing.ts'
import { MyPairingPage } from '#app/modules/mentorship/pages/my-pairing-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '结对 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const found = () => readPairing(site, viewer, { pairingId: param(args, 'pairing') })
  const pairing = await throwRefusals(async () => toMyPairing(await found(), site.now()))
  return { viewer, script: islandUrl('owner.js'), pairing, form: newFormName() }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const { site } = args.context
    const pairingId = param(args, 'pairing')
    const form = await readFormData(request)
    const isLook = phoneDisclosureForm.safeParse({ do: form.get('do') }).success
    if (isLook) return { phone: await disclosePhone(site, viewer, { pairingId }) }
    await handlePairingForm(site, viewer, pairingId, form)
    return redirect(paths.pairing(pairingId) + anchorFor(form))
  })

export default function PairingRoute() {
  const answer = useActionData<typeof action>()
  const phone = answer && 'phone' in answer ? answer.phone : undefined
  return <MyPairingPage {...useLoaderData<typeof loader>()} phone={phone} refused={getRefused(answer)} />
}
