// A certificate, to look at, print and, for the administrator, revoke or replace.
import { paths } from '#app/shell/paths.ts'
import { PrintButton } from '#app/shell/printed.tsx'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { ViewerPage } from '#app/shell/viewer-page.tsx'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { CertificateView } from '../certificates.server.ts'
import { CertificateSheet } from './certificate-sheet.tsx'
import { isRevoked, isValid } from '../certificate.states.ts'

interface CertificatePageProps {
  certificate: CertificateView
  isTrainee: boolean
  address: UselessAddress | null
  /** The address in its QR code. */
  verifyUrl: string
}

export function CertificatePage({ certificate, isTrainee, address, verifyUrl }: CertificatePageProps) {
  return (
    <ViewerPage
      title="结业证书"
      back={isTrainee ? undefined : { href: paths.cohortPart(certificate.cohortId, 'certificates'), label: '这张证书的培训班' }}
      nav={isTrainee ? traineeNav('/certificates') : undefined}
      at={paths.certificateRegister()}
      actions={isTrainee ? undefined : <PrintButton />}
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
      {isTrainee && <p className="soft screen-only">要打印：在浏览器菜单里选“打印”，纸张选 A4 横向。</p>}
      {certificate.canRevoke && isValid(certificate.state) && (
        <div className="row screen-only">
          <ButtonLink kind="danger" href={paths.certificateStep(certificate.id, 'revoke')}>
            撤销……
          </ButtonLink>
          <ButtonLink kind="plain" href={paths.certificateStep(certificate.id, 'replace')}>
            换发新证……
          </ButtonLink>
        </div>
      )}
    </ViewerPage>
  )
}
