// The viewer's certificates.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listOwnCertificates } from '#app/modules/certificates/certificates.server.ts'
import { CertificatesPage } from '#app/modules/certificates/pages/certificates-page.tsx'

export const meta = () => [{ title: '我的证书 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.study')
  return { account: viewer.accountId, script: islandUrl('phone.js'), certificates: await listOwnCertificates(args.context.site, viewer) }
}

export default function CertificatesRoute() {
  return <CertificatesPage {...useLoaderData<typeof loader>()} />
}
