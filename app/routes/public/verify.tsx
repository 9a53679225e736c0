// Verification for anybody: is this certificate genuine, what does it say, is it still valid?
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { verifyCertificate } from '#app/modules/certificates/certificates.server.ts'
import { codeFromEntry } from '#app/modules/certificates/code.ts'
import { VerifyPage } from '#app/modules/certificates/pages/verify-page.tsx'

export const meta = () => [{ title: '验证证书 · 梯队' }]

/** The URL in a certificate's QR code: whoever scans it holds the certificate. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const code = params.code ?? ''
  return { code, result: code ? await verifyCertificate(context.site, codeFromEntry(code)) : null, script: islandUrl('plain-page.js') }
}

/** A typed code is posted, so that it is in no history and no log. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(request))
  const code = codeFromEntry(form.get('code'))
  return { code, result: code ? await verifyCertificate(context.site, code) : null }
}

export default function VerifyRoute() {
  return <VerifyPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
}
