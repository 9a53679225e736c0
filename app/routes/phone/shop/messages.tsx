// Messages between the two of a pairing, with pictures; one that hurts can be brought before the coordinator.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeReport } from '#app/http/owner-forms.server.ts'
import { nameOfForm, takeMessage } from '#app/http/pairing-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readPairing } from '#app/modules/pairings/pairings.server.ts'
import { MessagesPage } from '#app/modules/mentorship/pages/messages-page.tsx'
import { asMyMessages } from '#app/modules/mentorship/pages/my-pairing.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '留言 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const all = new URL(asked.request.url).searchParams.has('all')
  const page = await orRefuse(async () => asMyMessages(await readPairing(site, viewer, { pairingId: param(asked, 'pairing') }), { all }))
  return { account: viewer.accountId, script: islandUrl('owner.js'), page, form: nameOfForm() }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { site } = asked.context
    const pairingId = param(asked, 'pairing')
    const form = await formOf(request)
    if (form.has('messageId')) await takeReport(site, viewer, String(form.get('messageId')), form)
    else await takeMessage(site, viewer, pairingId, form)
    return redirect(`${paths.messages(pairingId)}#write`)
  })

export default function MessagesRoute() {
  return <MessagesPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
