// A step of a pairing that ends something: what it does, and doing it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readPairingStep, takePairingStep } from '#app/modules/mentorship/mentorship.server.ts'
import { StepPage } from '#app/modules/shops/pages/step-page.tsx'
import { stepForm } from '#app/modules/shops/step-form.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对 · 梯队' }]

const asked = (args: LoaderFunctionArgs) => ({ pairingId: param(args, 'pairing'), step: param(args, 'step') })

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  return throwRefusals(async () => ({ viewer, step: await readPairingStep(args.context.site, viewer, asked(args)) }))
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const question = asked(args)
    await takePairingStep(args.context.site, viewer, { ...question, form: await readForm(request, stepForm) })
    return redirect(paths.pairingAtDesk(question.pairingId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  const crumbs = [{ href: paths.pairings(), label: '结对' }]
  return <StepPage {...useLoaderData<typeof loader>()} at={paths.pairings()} crumbs={crumbs} refused={getRefused(answer)} />
}
