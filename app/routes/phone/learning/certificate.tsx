// A certificate, to look at, print and, for the administrator, revoke or replace.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { version } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { publicAddress } from '#app/http/public-address.server.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { isRole } from '#app/access/viewer.ts'
import certificateCss from '#app/modules/certificates/certificate.css?url'
import { CertificateSheet } from '#app/modules/certificates/pages/certificate-sheet.tsx'
import { readCertificate, replaceCertificate, revokeCertificate } from '#app/modules/certificates/certificates.server.ts'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: certificateCss }]
export const meta = () => [{ title: '结业证书 · 梯队' }]

const Asked = z.object({
  do: z.enum(['revoke', 'replace']),
  version: version(),
  reason: z.string().trim().min(2, '请写明原因。').max(200, '原因请不超过 200 字。'),
})

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'certificates.see')
  const certificate = await orRefuse(() => readCertificate(asked.context.site, viewer, asked.params.certificate!))
  return { certificate, isTrainee: isRole(viewer, 'trainee'), verifyUrl: publicAddress(asked.request, paths.verify(certificate.code)) }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'certificates.revoke')
    const { do: step, version, reason } = await readForm(request, Asked)
    const id = asked.params.certificate!
    if (step === 'replace') return redirect(paths.certificate(await replaceCertificate(asked.context.site, viewer, { id, reason })))
    await revokeCertificate(asked.context.site, viewer, { id, version, reason })
    return redirect(paths.certificate(id))
  })

export default function CertificatePage() {
  const { certificate, isTrainee, verifyUrl } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <PhonePage
      title="结业证书"
      back={isTrainee ? undefined : { href: paths.desk(), label: '工作台' }}
      nav={isTrainee ? traineeNav('/certificates') : undefined}
    >
      <h1 className="hidden-words">结业证书</h1>
      {certificate.state !== 'valid' && (
        <Notice kind="bad">
          <p>
            这张证书{certificate.state === 'revoked' ? '已撤销' : '已换发新证'}。原因：{certificate.reason}
          </p>
        </Notice>
      )}
      <CertificateSheet certificate={certificate} verifyUrl={verifyUrl} />
      <p className="soft screen-only">要打印：在浏览器菜单里选“打印”，纸张选 A4 横向。</p>
      {certificate.canRevoke && certificate.state === 'valid' && (
        <section className="screen-only">
          <h2>撤销或换发</h2>
          <ErrorSummary refused={refused?.refused} />
          <Form method="post">
            <input type="hidden" name="version" value={certificate.version} />
            <Field
              label="原因"
              hint="会显示在验证页上"
              name="reason"
              required
              defaultValue={refused?.entered.reason}
              errors={refused?.refused.fields.reason}
            />
            <div className="row">
              <Button kind="plain" name="do" value="replace">
                换发新证
              </Button>
              <Button kind="danger" name="do" value="revoke">
                撤销
              </Button>
            </div>
          </Form>
        </section>
      )}
    </PhonePage>
  )
}
