// A certificate, to look at, print and, for the administrator, revoke or replace.
import { Form } from '@remix-run/react'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { ViewerPage } from '#app/shell/viewer-page.tsx'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { CertificateView } from '../certificates.server.ts'
import { CertificateSheet } from './certificate-sheet.tsx'
import { isRevoked, isValid } from '../certificate.states.ts'

interface CertificatePageProps {
  certificate: CertificateView
  isTrainee: boolean
  address: UselessAddress | null
  /** The address in its QR code. */
  verifyUrl: string
  refused: Refused | null
}

export function CertificatePage({ certificate, isTrainee, address, verifyUrl, refused }: CertificatePageProps) {
  return (
    <ViewerPage
      title="结业证书"
      back={isTrainee ? undefined : { href: paths.cohort(certificate.cohortId), label: '这张证书的培训班' }}
      nav={isTrainee ? traineeNav('/certificates') : undefined}
      at={paths.cohorts()}
    >
      {!isValid(certificate.state) && (
        <Notice kind="bad">
          <p>
            这张证书{isRevoked(certificate.state) ? '已撤销' : '已换发新证'}。原因：{certificate.reason}
          </p>
        </Notice>
      )}
      <AddressWarning address={address} what="证书上的二维码和网址" />
      <CertificateSheet certificate={certificate} verifyUrl={verifyUrl} />
      <p className="soft screen-only">要打印：在浏览器菜单里选“打印”，纸张选 A4 横向。</p>
      {certificate.canRevoke && isValid(certificate.state) && (
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
    </ViewerPage>
  )
}
