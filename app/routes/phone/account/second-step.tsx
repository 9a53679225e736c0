// Setting up the second step of signing in: an authenticator on one's telephone, and codes on paper.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import {
  beginSecondStep,
  canHaveSecondStep,
  confirmSecondStep,
  readSecondStep,
  removeSecondStep,
  renewCodes,
} from '#app/modules/accounts/accounts.server.ts'
import { secondStepForm } from '#app/modules/accounts/second-step-form.ts'
import { SecondStepPage } from '#app/modules/accounts/pages/second-step-page.tsx'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '手机验证器 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  if (!(await canHaveSecondStep(site, viewer))) return orRefuse(() => Promise.reject(notFound()))
  return { isRequired: viewer.mustSetUpSecondStep ?? false, step: await readSecondStep(site, viewer), script: islandUrl('plain-page.js') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { site, address } = asked.context
    const form = await readForm(request, secondStepForm)
    if (form.do === 'confirm') return { codes: await confirmSecondStep(site, viewer, { ...form, address, request }) }
    if (form.do === 'renew') return { codes: await renewCodes(site, viewer, { ...form, address }) }
    if (form.do === 'begin') await beginSecondStep(site, viewer)
    else await removeSecondStep(site, viewer, { ...form, address })
    return redirect(paths.secondStep())
  })

export default function SecondStepRoute() {
  const answer = useActionData<typeof action>()
  const codes = answer && 'codes' in answer ? answer.codes : null
  return <SecondStepPage {...useLoaderData<typeof loader>()} codes={codes} refused={refusedIn(answer)} />
}
