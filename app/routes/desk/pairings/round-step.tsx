// A step of a round that ends something: what it does, and doing it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readRoundStep, takeRoundStep } from '#app/modules/rounds/rounds.server.ts'
import { parseStepAbout } from '#app/modules/rounds/step-about.ts'
import { StepPage } from '#app/modules/shops/pages/step-page.tsx'
import { stepForm } from '#app/modules/shops/step-form.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]

const asked = (args: LoaderFunctionArgs) => ({
  roundId: param(args, 'round'),
  step: param(args, 'step'),
  about: parseStepAbout(new URL(args.request.url).searchParams),
})

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  return throwRefusals(async () => ({ viewer, step: await readRoundStep(args.context.site, viewer, asked(args)) }))
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const question = asked(args)
    await takeRoundStep(args.context.site, viewer, { ...question, form: await readForm(request, stepForm) })
    return redirect(`${paths.round(question.roundId)}?saved`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  const crumbs = [{ href: paths.rounds(), label: '结对批次' }]
  return <StepPage {...useLoaderData<typeof loader>()} at={paths.rounds()} crumbs={crumbs} refused={getRefused(answer)} />
}
