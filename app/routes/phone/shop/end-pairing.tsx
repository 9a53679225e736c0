// Declining or dissolving one's own pairing: what it does, and doing it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readOwnEnd, takeOwnEnd } from '#app/modules/mentorship/mentorship.server.ts'
import { ownEndForm } from '#app/modules/mentorship/own-end-form.ts'
import { OwnEndPage } from '#app/modules/mentorship/pages/own-end-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '结对 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const end = await throwRefusals(() => readOwnEnd(args.context.site, viewer, { pairingId: param(args, 'pairing') }))
  return { viewer, script: islandUrl('owner.js'), end }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const pairingId = param(args, 'pairing')
    await takeOwnEnd(args.context.site, viewer, { pairingId, form: await readForm(request, ownEndForm) })
    return redirect(paths.pairing(pairingId))
  })

export default function EndPairingRoute() {
  return <OwnEndPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
