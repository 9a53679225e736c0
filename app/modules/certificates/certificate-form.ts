// The form of the pages that revoke or replace a certificate; which of the two is in their address.
import { z } from 'zod'
import { version } from '#app/fields.ts'
import { notFound } from '#app/refusal.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const certificateForm = z.object({
  version: version(),
  reason: z.string().trim().min(2, '请写明原因。').max(maxLengths.reason, `原因最多 ${maxLengths.reason} 字。`),
})

export const certificateSteps = { revoke: '撤销证书', replace: '换发新证' } as const
export type CertificateStep = keyof typeof certificateSteps

/** The step that an address names. Throws 404. */
export function parseCertificateStep(name: string): CertificateStep {
  if (!Object.hasOwn(certificateSteps, name)) throw notFound()
  return name as CertificateStep
}
