// My certificates.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { sayDay } from '#app/calendar.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { paths } from '#app/shell/paths.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { myCertificates } from '#app/modules/certificates/certificates.server.ts'
import { type CertificateState, certificateStates } from '#app/modules/certificates/words.ts'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { Badge, Empty } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Place } from '#app/ui/place.tsx'

export const meta = () => [{ title: '我的证书 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'learning.study')
  return { account: viewer.accountId, script: islandUrl('phone.js'), certificates: await myCertificates(asked.context.site, viewer) }
}

export default function CertificatesPage() {
  const { account, script, certificates } = useLoaderData<typeof loader>()
  return (
    <PhonePage title="我的证书" nav={traineeNav('/certificates')}>
      <h1>我的证书</h1>
      <WaitingSheets />
      {certificates.length === 0 && <Empty>还没有证书。课上够了，考试通过了，证书就在这里。</Empty>}
      {certificates.length > 0 && (
        <ul className="places">
          {certificates.map(({ id, content, issuedOn, state }) => (
            <Place key={id} icon="award" href={paths.certificate(id)} title={content.course}>
              第 {content.cohortNumber} 期 {content.cohortName}
              <br />
              {content.issuer}，{sayDay(issuedOn)}发
              <br />
              <Badge kind={state === 'valid' ? 'good' : 'warn'}>{certificateStates[state as CertificateState]}</Badge>
            </Place>
          ))}
        </ul>
      )}
      <TraineePhone account={account} src={script} />
    </PhonePage>
  )
}
