// Revoking or replacing a certificate: what becomes of it, and then the step itself.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Consequences, type TouchedGroup } from '#app/ui/consequences.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import { type CertificateStep, certificateSteps } from '../certificate-form.ts'
import type { CertificateStepView } from '../certificates.server.ts'

interface CertificateStepPageProps {
  viewer: Viewer
  step: CertificateStep
  view: CertificateStepView
  refused: Refused | null
}

const undo: Record<CertificateStep, string> = {
  revoke: '撤销以后不能恢复，学员手里的证书作废。只是姓名写错了，请用“换发新证”。结业记录和报表不变。',
  replace: '换发以后不能恢复：旧证作废，要收回；新证打印出来发给学员。',
}

/** What becomes of which certificate. */
function listTouched(step: CertificateStep, { number, name, nameNow }: CertificateStepView): TouchedGroup[] {
  const own = { names: [`${name}（${number}）`], total: 1, unit: '张' }
  if (step === 'revoke') return [{ outcome: '作废，扫码验证时显示“证书已撤销”和原因', ...own }]
  return [
    { outcome: '作废，扫码验证时显示“证书已换发新证”和原因', ...own },
    {
      outcome: '重新发出，编号和编码是新的',
      names: [nameNow === name ? nameNow : `${nameNow}（旧证写的是${name}）`],
      total: 1,
      unit: '张',
    },
  ]
}

export function CertificateStepPage({ viewer, step, view, refused }: CertificateStepPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.certificateRegister()}
      title={certificateSteps[step]}
      crumbs={[
        { href: paths.certificateRegister(), label: '结业证书' },
        { href: paths.certificate(view.id), label: view.number },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      <Consequences
        touched={view.objection ? [] : listTouched(step, view)}
        missing={[
          ...(view.objection ? [view.objection] : []),
          ...(step === 'replace' && view.name === view.nameNow
            ? ['登记册里的姓名和旧证一样。要改姓名，先在这个人的页面上改，再换发。']
            : []),
        ]}
        undo={undo[step]}
        action={view.objection ? null : certificateSteps[step]}
        back={paths.certificate(view.id)}
      >
        <input type="hidden" name="version" value={view.version} />
        <ReasonField label="原因" hint="会显示在验证页上，谁都看得到" size={48} refused={refused} />
      </Consequences>
    </DeskFrame>
  )
}
