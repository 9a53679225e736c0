// Before something ends for an account: what, and how it can be undone. A new link is shown here once.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Consequences, type TouchedGroup } from '#app/ui/consequences.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import type { AccountStepName } from '../account-step-form.ts'
import type { AccountView } from '../account-list.server.ts'
import { type HandedLink, OneTimeLink } from './one-time-link.tsx'

interface AccountStepPageProps {
  viewer: Viewer
  press: string
  account: AccountView
  step: AccountStepName
  /** The role that is revoked. */
  grant: AccountView['grants'][number] | null
  address: UselessAddress | null
  isRepeated: boolean
  link: HandedLink | null
  refused: Refused | null
}

interface Words {
  title: string
  touched: TouchedGroup[]
  undo: string
  action: string
}

const groupOf = (outcome: string, names: readonly string[], unit: string, total = names.length): TouchedGroup => ({
  outcome,
  names,
  total,
  unit,
})

/** What the step ends, for this account as it is now. */
function wordsOf(step: AccountStepName, account: AccountView, grant: AccountStepPageProps['grant']): Words {
  const { name, grants, sessions, hasSecret, hasSecondStep } = account
  const roles = grants.map(({ label }) => label)
  const signedOut = groupOf('马上退出登录的手机和电脑', [], '处', sessions)
  if (step === 'disable')
    return {
      title: `停用${name}的账号`,
      touched: [groupOf('不能再登录', [name], '人'), groupOf('不能再办的事', roles, '个角色'), signedOut],
      undo: '可以恢复：到这个账号的页面点“恢复”，角色和密码都还在。办过的事和记录都留着。',
      action: '停用',
    }
  if (step === 'enable')
    return {
      title: `恢复${name}的账号`,
      touched: [groupOf('又能登录', [name], '人'), groupOf('又能办的事', roles, '个角色')],
      undo: hasSecret ? '用停用以前的密码登录。恢复以后还可以再停用。' : '还没有设过密码：恢复以后请重发登录链接。',
      action: '恢复',
    }
  if (step === 'revoke')
    return {
      title: `撤销${name}的角色`,
      touched: [groupOf('不能再办的事', grant ? [`${name}：${grant.label}`] : [], '个角色')],
      undo: '撤销以后还可以再加上同样的角色。已经登录着的，下一次点开页面就不能再办。办过的事和记录都留着。',
      action: '撤销这个角色',
    }
  return {
    title: `给${name}重发登录链接`,
    touched: [
      groupOf('旧密码马上作废', hasSecret ? [name] : [], '人'),
      groupOf('验证器要重新设', hasSecret && hasSecondStep ? [name] : [], '人'),
      ...(hasSecret ? [signedOut] : []),
    ],
    undo: '以前发的登录链接马上作废，不能恢复。新的一次性链接在下一页，只显示一次，请当面或用可靠的方式交给本人。',
    action: '重发登录链接',
  }
}

export function AccountStepPage({ viewer, press, account, step, grant, address, isRepeated, link, refused }: AccountStepPageProps) {
  const words = wordsOf(step, account, grant)
  const back = paths.accountAtDesk(account.id)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.accounts()}
      title={words.title}
      crumbs={[
        { href: paths.accounts(), label: '账号' },
        { href: back, label: account.name },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {step === 'reset' && <AddressWarning address={address} what="一次性链接和二维码" />}
      {isRepeated ? (
        <AlreadySubmitted what="这个登录链接" back={back} />
      ) : link ? (
        <>
          <OneTimeLink {...link} />
          <p>
            <a href={back}>回到{account.name}的账号</a>
          </p>
        </>
      ) : (
        <Consequences {...words} touched={words.touched.filter(({ total }) => total > 0)} back={back}>
          <IdempotencyField idempotencyKey={press} />
          {step === 'reset' && <input type="hidden" name="seen" value={account.slipSeen} />}
          {grant && <input type="hidden" name="grant" value={grant.id} />}
          {step === 'reset' && account.hasSecret && (
            <ReasonField label="为什么重发" hint={`例如：本人当面说忘了密码。${account.name}看得到`} refused={refused} />
          )}
        </Consequences>
      )}
    </DeskFrame>
  )
}
