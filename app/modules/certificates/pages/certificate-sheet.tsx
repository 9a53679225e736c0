// A certificate as it is printed.
import { formatDay, formatPeriod } from '#app/calendar.ts'
import { tierLabels, type Tier } from '#app/modules/courses/tiers.ts'
import { QrCode, toQrBitmap } from '#app/ui/qr-code.tsx'
import { formatCode } from '../code.ts'
import type { CertificateContent } from '../commands.server.ts'

interface Sheet {
  number: string
  code: string
  issuedOn: string
  content: CertificateContent
}

export function CertificateSheet({
  certificate: { number, code, issuedOn, content },
  verifyUrl,
  small = false,
}: {
  certificate: Sheet
  verifyUrl: string
  /** In bytes, where a page has many. */
  small?: boolean
}) {
  return (
    <article className="certificate">
      <div className="weave" />
      <h2>结业证书</h2>
      <p className="certificate-number">编号 {number}</p>
      <p className="certificate-text">
        <strong>{content.name}</strong> 于{formatPeriod(content.startsOn, content.endsOn)}参加第 {content.cohortNumber} 期“
        {content.cohortName}”培训，学习《{content.course}》课程
        {content.hours > 0 && <> {content.hours} 学时</>}，出勤和考试合格，准予结业。
      </p>
      <div className="certificate-foot">
        <div>
          <p>层次：{tierLabels[content.tier as Tier]}</p>
          <p>结业日：{formatDay(content.completedOn)}</p>
          <p>发证日：{formatDay(issuedOn)}</p>
        </div>
        <p>
          发证单位<span className="print-only">（盖章）</span>：
          <br />
          <strong>{content.issuer}</strong>
        </p>
        <div className="certificate-code">
          {small ? (
            <img className="certificate-qr" src={toQrBitmap(verifyUrl)} alt="验证证书的二维码" />
          ) : (
            <QrCode text={verifyUrl} size={30} label="验证证书的二维码" />
          )}
          <div className="small">
            扫码验证，或在验证页输入
            <br />
            {formatCode(code)}
          </div>
        </div>
      </div>
      <div className="weave" />
    </article>
  )
}
