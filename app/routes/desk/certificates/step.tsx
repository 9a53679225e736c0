// Revoking or replacing a certificate: what it does, and doing it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { certificateForm, parseCertificateStep } from '#app/modules/certificates/certificate-form.ts'
import { readCertificateStep, replaceCertificate, revokeCertificate } from '#app/modules/certificates/certificates.server.ts'
import { CertificateStepPage } from '#app/modules/certificates/pages/certificate-step-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '结业证书 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'certificates.revoke')
    const step = parseCertificateStep(param(args, 'step'))
    return { viewer, step, view: await readCertificateStep(args.context.site, viewer, param(args, 'certificate')) }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'certificates.revoke')
    const [id, step] = [param(args, 'certificate'), parseCertificateStep(param(args, 'step'))]
    const form = { id, ...(await readForm(request, certificateForm)) }
    if (step === 'replace') return redirect(paths.certificate(await replaceCertificate(args.context.site, viewer, form)))
    await revokeCertificate(args.context.site, viewer, form)
    return redirect(paths.certificate(id))
  })

export default function Route() {
  return <CertificateStepPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
