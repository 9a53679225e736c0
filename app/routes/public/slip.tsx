// Where a slip's QR code leads: choose a PIN the first time, enter it later.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { completeSignIn } from '#app/http/complete-sign-in.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { maskName } from '#app/masks.ts'
import { openSlip, redeemSlip, signInBySlip } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { slipForm } from '#app/modules/accounts/sign-in-form.ts'
import { credentialNameFor, SlipPage } from '#app/modules/accounts/pages/slip-page.tsx'
import { findResumePath } from '#app/modules/learning/learning.server.ts'
import { paths } from '#app/shell/paths.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${credentialNameFor(data?.slip.isForDesk ?? false).name} · 梯队` }]

export async function loader(args: LoaderFunctionArgs) {
  const { site, address } = args.context
  const slip = await throwRefusals(() => openSlip(site, param(args, 'code'), address))
  return { slip: { ...slip, name: slip.name && maskName(slip.name) }, script: islandUrl('plain-page.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const { site, address } = args.context
    const { secret, step } = await readForm(request, slipForm)
    const claim = step === 'choose' ? redeemSlip : signInBySlip
    const accountId = await claim(site, { code: param(args, 'code'), secret, address })
    const viewer = await loadViewer(site, accountId)
    const next = viewer?.personId ? await findResumePath(site, viewer) : paths.home()
    return completeSignIn(args, accountId, next)
  })

export default function SlipRoute() {
  return <SlipPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
