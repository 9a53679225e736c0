// Where a slip's QR code leads: choose a PIN the first time, give it the next times.
import { Form } from '@remix-run/react'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, PinField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { OpenedSlip } from '../slips.server.ts'

const credentialNames = {
  slip: { name: '登录条', one: '这张登录条', another: '一张新的', handBack: '请把登录条还给发给您的人。' },
  link: { name: '登录链接', one: '这个登录链接', another: '一个新的', handBack: '请关掉这一页，告诉发链接给您的人。' },
}
/** Accounts with a PIN get a printed slip, accounts with a password a link. An unknown code is treated as a slip. */
export const credentialNameFor = (isForDesk: boolean) => (isForDesk ? credentialNames.link : credentialNames.slip)

interface SlipPageProps {
  /** The name is masked: whoever found the slip reads it too. */
  slip: OpenedSlip
  script: string
  refused: Refused | null
}

export function SlipPage({ slip: { state, name, secretKind, learns, isForDesk }, script, refused: answer }: SlipPageProps) {
  const refused = answer?.refused
  const held = credentialNameFor(isForDesk)
  const { terms, texts } = useProgramme()
  if (state === 'unknown' || state === 'expired') {
    return (
      <PhonePage title={held.name}>
        <h1>{state === 'expired' ? `${held.one}过期了` : `${held.one}不能用`}</h1>
        <Notice kind="warn">
          <p>
            {state === 'expired'
              ? `${held.name}发下来${isForDesk ? `有期限，工作人员的 ${terms.deskLinkHours} 小时内要用。` : ` ${terms.slipDays} 天内要用。`}`
              : '可能已经发了新的，旧的就作废了。'}
            请找发{held.name}的人要{held.another}。{state === 'unknown' && '工作人员的登录链接，请找管理员重发。'}
          </p>
        </Notice>
        <ButtonLink href={paths.signIn()} kind="plain" wide>
          用手机号登录
        </ButtonLink>
      </PhonePage>
    )
  }
  const choosing = state === 'choose'
  return (
    <PhonePage title={held.name}>
      <h1>{name}，您好</h1>
      <p>
        {choosing
          ? secretKind === 'pin'
            ? '请设 6 个数字，以后登录就用它。记不住，可以写在登录条背面。'
            : '请设一个密码，以后登录就用它。'
          : secretKind === 'pin'
            ? '请填您设的 6 个数字。'
            : '请填您设的密码。'}
      </p>
      {/* One field, which says for itself what is wrong with it: above stands only what goes beyond that. */}
      <ErrorSummary leavesFocus refused={refused && refused.message !== refused.fields.secret?.[0] ? { ...refused, fields: {} } : null} />
      <Form method="post">
        <input type="hidden" name="step" value={state} />
        {secretKind === 'pin' ? (
          <PinField label={choosing ? '设 6 个数字' : '您的 6 个数字'} name="secret" autoFocus errors={refused?.fields.secret} />
        ) : (
          <Field
            label="密码"
            hint={choosing ? '至少 10 个字，可以是一句好记的话' : undefined}
            name="secret"
            type="password"
            autoComplete={choosing ? 'new-password' : 'current-password'}
            required
            errors={refused?.fields.secret}
          />
        )}
        <Button wide>{!choosing ? '登录' : learns && secretKind === 'pin' ? '开始学习' : '设好并登录'}</Button>
      </Form>
      {choosing && learns && <p>{texts.firstSignIn}</p>}
      <p className="soft">不是您本人？{held.handBack}</p>
      <Island src={script} />
    </PhonePage>
  )
}
