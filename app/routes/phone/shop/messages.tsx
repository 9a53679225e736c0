// Messages between the two sides of a pairing, with pictures; a hurtful one can be reported to the coordinator.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { handleReportForm } from '#app/http/phone-forms/owner-forms.server.ts'
import { newFormName, handleMessageForm } from '#app/http/phone-forms/pairing-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readPairing } from '#app/modules/pairings/pairings.server.ts'
import { MessagesPage } from '#app/modules/mentorship/pages/messages-page.tsx'
import { toMyMessages } from '#app/modules/mentorship/pages/my-pairing.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '留言 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const all = new URL(args.request.url).searchParams.has('all')
  const page = await throwRefusals(async () =>
    toMyMessages(await readPairing(site, viewer, { pairingId: param(args, 'pairing') }), { all }),
  )
  return { account: viewer.accountId, script: islandUrl('owner.js'), page, form: newFormName() }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const { site } = args.context
    const pairingId = param(args, 'pairing')
    const form = await readFormData(request)
    if (form.has('messageId')) await handleReportForm(site, viewer, String(form.get('messageId')), form)
    else await handleMessageForm(site, viewer, pairingId, form)
    return redirect(`${paths.messages(pairingId)}#write`)
  })

export default function MessagesRoute() {
  return <MessagesPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
