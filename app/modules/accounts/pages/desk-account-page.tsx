// One account as the administrator sees it: who, with which roles; what ends something is on pages of its own.
import { type Role, roleLabels } from '#app/access/roles.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { lookUp } from '#app/text/look-up.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import type { AccountView } from '../account-list.server.ts'
import { givenRoles, type RoleChoices, RoleScopeField } from './account-fields.tsx'
import { AccountState } from './account-state.tsx'

interface DeskAccountPageProps extends RoleChoices {
  viewer: Viewer
  account: AccountView
  /** The role that is about to be added; null until it is chosen. */
  role: Role | null
  /** The phone number in clear, after a reason was given. */
  phone: string | null
  done: string | null
  refused: Refused | null
}

const doneLabels: Record<string, string> = {
  grant: '角色已加上，马上就能用。',
  revoke: '角色已撤销。',
  disable: '账号已停用。',
  enable: '账号已恢复，可以登录了。',
}

export function DeskAccountPage({ viewer, account, role, phone, done, refused, ...choices }: DeskAccountPageProps) {
  const { id, name } = account
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.accounts()}
      title={name}
      trail={['account', id]}
      crumbs={[{ href: paths.accounts(), label: '账号' }]}
      actions={
        account.enabled ? (
          <>
            <ButtonLink href={paths.accountStep(id, 'reset')} kind="plain">
              重发登录链接
            </ButtonLink>
            <ButtonLink href={paths.accountStep(id, 'disable')} kind="danger">
              停用
            </ButtonLink>
          </>
        ) : (
          <ButtonLink href={paths.accountStep(id, 'enable')}>恢复</ButtonLink>
        )
      }
    >
      <ErrorSummary refused={refused?.refused} />
      {done && lookUp(doneLabels, done) && !refused && <Notice kind="good">{doneLabels[done]}</Notice>}
      <p>
        <AccountState account={account} /> {`手机号 ${phone ?? account.phone ?? '没有'} · `}
        {account.lastSignIn ? `上次登录 ${formatDay(toDay(account.lastSignIn))}` : '没有登录的记录'}
        {account.sessions > 0 && ` · 现在在 ${account.sessions} 处登录着`}
      </p>
      {account.phone && !phone && <PhoneForm refused={refused} />}
      <DataTable
        caption={`角色（${account.grants.length}）`}
        rows={account.grants}
        rowKey={(grant) => grant.id}
        empty="没有角色：能登录，但什么也看不到。"
        columns={[
          { head: '角色和范围', cell: ({ label }) => label },
          {
            head: '办理',
            kind: 'short',
            cell: (grant) => (
              <a href={paths.accountStep(id, 'revoke', grant.id)} aria-label={`撤销${grant.label}`}>
                撤销
              </a>
            ),
          },
        ]}
      />
      <AddRole account={account} role={role} refused={refused?.entered.do === 'grant' ? refused : null} {...choices} />
    </DeskFrame>
  )
}

const PhoneForm = ({ refused }: { refused: Refused | null }) => (
  <details open={refused?.entered.do === 'phone'}>
    <summary>看全号</summary>
    <PostForm className="filters">
      <ReasonField label="为什么要看" hint="会记下谁、什么时候、为什么看的" refused={refused} />
      <Button kind="plain" name="do" value="phone">
        看手机号
      </Button>
    </PostForm>
  </details>
)

/** One more role: first which, then what it holds for. */
function AddRole({
  account,
  role,
  refused,
  ...choices
}: Pick<DeskAccountPageProps, 'account' | 'role' | 'refused' | 'places' | 'cohorts'>) {
  return (
    <section id="add-role">
      <h2>{role ? `加角色：${roleLabels[role]}` : '加一个角色'}</h2>
      {role ? (
        <PostForm className="filters">
          <input type="hidden" name="role" value={role} />
          <RoleScopeField role={role} refused={refused} {...choices} />
          <Button name="do" value="grant">
            加上这个角色
          </Button>
          <a href={paths.accountAtDesk(account.id)}>不加了</a>
        </PostForm>
      ) : (
        <ul className="choice-links">
          {givenRoles.map((one) => (
            <li key={one}>
              <a href={`${paths.accountAtDesk(account.id)}?role=${one}#add-role`}>{roleLabels[one]}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
