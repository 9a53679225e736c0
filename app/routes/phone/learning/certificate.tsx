// A certificate: shown, printed and, by the administrator, revoked or replaced.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { isRole } from '#app/access/viewer.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import certificateCss from '#app/modules/certificates/pages/certificate.css?url'
import { readCertificate, replaceCertificate, revokeCertificate } from '#app/modules/certificates/certificates.server.ts'
import { CertificatePage } from '#app/modules/certificates/pages/certificate-page.tsx'
import { certificateForm } from '#app/modules/certificates/certificate-form.ts'
import { paths } from '#app/shell/paths.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: certificateCss }]
export const meta = () => [{ title: '结业证书 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'certificates.see')
  const certificate = await throwRefusals(() => readCertificate(args.context.site, viewer, param(args, 'certificate')))
  const isTrainee = isRole(viewer, 'trainee')
  const address = isTrainee ? null : findUselessAddress(args) // desks print it
  return { certificate, isTrainee, address, verifyUrl: toPublicUrl(args, paths.verify(certificate.code)) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'certificates.revoke')
    const { do: step, version, reason } = await readForm(request, certificateForm)
    const id = param(args, 'certificate')
    if (step === 'replace') return redirect(paths.certificate(await replaceCertificate(args.context.site, viewer, { id, reason })))
    await revokeCertificate(args.context.site, viewer, { id, version, reason })
    return redirect(paths.certificate(id))
  })

export default function CertificateRoute() {
  return <CertificatePage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
