// Where a slip's QR code leads: choose a PIN the first time, give it the next times.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { letIn } from '#app/http/let-in.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { maskName } from '#app/masks.ts'
import { openSlip, redeemSlip, signInBySlip, viewerOfAccount } from '#app/modules/accounts/accounts.server.ts'
import { slipForm } from '#app/modules/accounts/sign-in-form.ts'
import { heldBy, SlipPage } from '#app/modules/accounts/pages/slip-page.tsx'
import { whereToGoOn } from '#app/modules/learning/learning.server.ts'
import { paths } from '#app/shell/paths.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${heldBy(data?.slip.isForDesk ?? false).name} · 梯队` }]

export async function loader(asked: LoaderFunctionArgs) {
  const { site, address } = asked.context
  const slip = await orRefuse(() => openSlip(site, param(asked, 'code'), address))
  return { slip: { ...slip, name: slip.name && maskName(slip.name) }, script: islandUrl('plain-page.js') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const { site, address } = asked.context
    const { secret, step } = await readForm(request, slipForm)
    const claim = step === 'choose' ? redeemSlip : signInBySlip
    const accountId = await claim(site, { code: param(asked, 'code'), secret, address })
    const viewer = await viewerOfAccount(site, accountId)
    const next = viewer?.personId ? await whereToGoOn(site, viewer) : paths.home()
    return letIn(asked, accountId, next)
  })

export default function SlipRoute() {
  return <SlipPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
