// A certificate: shown and printed.
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { isRole } from '#app/access/viewer.ts'
import { param } from '#app/http/params.server.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import certificateCss from '#app/modules/certificates/pages/certificate.css?url'
import { readCertificate } from '#app/modules/certificates/certificates.server.ts'
import { CertificatePage } from '#app/modules/certificates/pages/certificate-page.tsx'
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

export default function CertificateRoute() {
  return <CertificatePage {...useLoaderData<typeof loader>()} />
}
