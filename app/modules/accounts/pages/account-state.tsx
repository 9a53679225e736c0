// Whether an account can sign in, in words.
import { Badge } from '#app/ui/notice.tsx'
import type { AccountLine } from '../account-list.server.ts'

export const AccountState = ({ account }: { account: Pick<AccountLine, 'enabled' | 'hasSecret' | 'hasSecondStep'> }) =>
  !account.enabled ? (
    <Badge>已停用</Badge>
  ) : account.hasSecret ? (
    <Badge kind="good">{account.hasSecondStep ? '可登录，有验证器' : '可登录'}</Badge>
  ) : (
    <Badge>等本人设密码</Badge>
  )
