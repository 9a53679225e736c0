// Public verification: whether a certificate is real, what it says, and whether it is still valid.
import { formatDay, formatPeriod } from '#app/calendar.ts'
import { Island } from '#app/http/island.tsx'
import { tierLabels, type Tier } from '#app/modules/courses/tiers.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { Verification } from '../certificates.server.ts'
import { isRevoked, isValid } from '../certificate.states.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

interface VerifyPageProps {
  code: string
  /** Null if no code was given. */
  result: Verification | null
  script: string
}

export function VerifyPage({ code, result, script }: VerifyPageProps) {
  return (
    <PhonePage title="验证证书" back={{ href: paths.home(), label: '首页' }}>
      <h1>验证结业证书</h1>
      {result?.found === false && (
        <Notice kind="bad">
          <p>{result.mistyped ? '这个编码不对：可能抄错了。请对着证书上的 12 个字再输一次。' : '没有这个编码的证书。它不是我们发的。'}</p>
        </Notice>
      )}
      {result?.found && (
        <>
          {isValid(result.state) ? (
            <Notice kind="good">
              <p>
                <strong>证书有效。</strong>下面是发证时的全部内容，请和手上的证书核对。
              </p>
            </Notice>
          ) : (
            <Notice kind="bad">
              <p>
                <strong>{isRevoked(result.state) ? '证书已撤销。' : '证书已换发新证，这一张作废。'}</strong>原因：{result.reason}
              </p>
            </Notice>
          )}
          <dl className="pairs card">
            <dt>姓名</dt>
            <dd>{result.content.name}</dd>
            <dt>编号</dt>
            <dd>{result.number}</dd>
            <dt>课程</dt>
            <dd>
              {result.content.course}
              {result.content.hours > 0 && `（${result.content.hours} 学时）`}
            </dd>
            <dt>培训班</dt>
            <dd>{formatCohort({ ...result.content, number: result.content.cohortNumber, name: result.content.cohortName })}</dd>
            <dt>层次</dt>
            <dd>{tierLabels[result.content.tier as Tier]}</dd>
            <dt>时间</dt>
            <dd>{formatPeriod(result.content.startsOn, result.content.endsOn)}</dd>
            <dt>地点</dt>
            <dd>{result.content.place}</dd>
            <dt>结业日</dt>
            <dd>{formatDay(result.content.completedOn)}</dd>
            <dt>发证单位</dt>
            <dd>{result.content.issuer}</dd>
            <dt>发证日</dt>
            <dd>{formatDay(result.issuedOn)}</dd>
          </dl>
        </>
      )}
      <form method="post" action={paths.verify()}>
        <Field
          label="证书上的编码"
          hint="12 个字母和数字，大小写都行"
          name="code"
          required
          defaultValue={result?.found ? '' : code}
          autoComplete="off"
        />
        <Button wide kind={result?.found ? 'plain' : 'main'}>
          验证
        </Button>
      </form>
      <Island src={script} />
    </PhonePage>
  )
}
