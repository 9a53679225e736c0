// Sets up the second step of signing in: an authenticator on the phone, and recovery codes on paper.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { confirmOwnSecondStep } from '#app/modules/accounts/accounts.server.ts'
import {
  beginSecondStep,
  canHaveSecondStep,
  readSecondStep,
  removeSecondStep,
  renewRecoveryCodes,
} from '#app/modules/sessions/sessions.server.ts'
import { secondStepForm } from '#app/modules/sessions/second-step-form.ts'
import { SecondStepPage } from '#app/modules/sessions/pages/second-step-page.tsx'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '手机验证器 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  if (!(await canHaveSecondStep(site, viewer))) return throwRefusals(() => Promise.reject(notFound()))
  return { isRequired: viewer.mustSetUpSecondStep ?? false, step: await readSecondStep(site, viewer), script: islandUrl('plain-page.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const { site, address } = args.context
    const form = await readForm(request, secondStepForm)
    if (form.do === 'confirm') return { codes: await confirmOwnSecondStep(site, viewer, { ...form, address, request }) }
    if (form.do === 'renew') return { codes: await renewRecoveryCodes(site, viewer, { ...form, address }) }
    if (form.do === 'begin') await beginSecondStep(site, viewer)
    else await removeSecondStep(site, viewer, { ...form, address })
    return redirect(paths.secondStep())
  })

export default function SecondStepRoute() {
  const answer = useActionData<typeof action>()
  const codes = answer && 'codes' in answer ? answer.codes : null
  return <SecondStepPage {...useLoaderData<typeof loader>()} codes={codes} refused={getRefused(answer)} />
}
