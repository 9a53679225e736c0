// The viewer's own certificates.
import { formatDay } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { Badge, Empty } from '#app/ui/notice.tsx'
import { Place } from '#app/ui/place.tsx'
import type { CertificateView } from '../certificates.server.ts'
import { isValid } from '../certificate.states.ts'
import { certificateStateLabels } from '../labels.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

interface CertificatesPageProps {
  account: string
  script: string
  certificates: readonly CertificateView[]
}

export function CertificatesPage({ account, script, certificates }: CertificatesPageProps) {
  return (
    <PhonePage title="我的证书" nav={traineeNav('/certificates')}>
      <h1>我的证书</h1>
      <WaitingSheets />
      {certificates.length === 0 && <Empty>还没有证书。课上够了，考试通过了，证书就在这里。</Empty>}
      {certificates.length > 0 && (
        <ul className="places">
          {certificates.map(({ id, content, issuedOn, state }) => (
            <Place key={id} icon="award" href={paths.certificate(id)} title={content.course}>
              {formatCohort({ ...content, number: content.cohortNumber, name: content.cohortName })}
              <br />
              {content.issuer}，{formatDay(issuedOn)}发
              <br />
              <Badge kind={isValid(state) ? 'good' : 'warn'}>{certificateStateLabels[state]}</Badge>
            </Place>
          ))}
        </ul>
      )}
      <TraineePhone account={account} src={script} />
    </PhonePage>
  )
}
