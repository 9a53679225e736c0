// The administrator's desk for accounts: who may sign in, as what.
import { Form } from '@remix-run/react'
import { roleLabels } from '#app/access/roles.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { formatTerm } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import type { AccountStep } from '../manage.server.ts'
import type { ListedAccount } from '../queries.server.ts'
import { ResetForm, RoleFields } from './account-fields.tsx'

interface AccountsPageProps {
  viewer: Viewer
  /** The name of the next press. */
  press: string
  accounts: readonly ListedAccount[]
  places: readonly { code: string; name: string }[]
  cohorts: readonly { id: string; name: string }[]
  /** The same press came before. */
  isRepeated: boolean
  /** What was done, and the one-time link to hand over, where there is one. */
  done: { done: AccountStep['do']; expiresAt: Date | null; link: string | null } | null
  refused: Refused | null
}

const formatDone = ({ done, expiresAt }: NonNullable<AccountsPageProps['done']>) =>
  expiresAt
    ? `已办好。请把这个一次性链接交给本人，${formatTerm(expiresAt)}有效：`
    : done === 'grant'
      ? '角色已加上，对方马上就能用。'
      : done === 'revoke'
        ? '已撤销。'
        : '已办好。'

export function AccountsPage({ viewer, press, accounts, places, cohorts, isRepeated, done, refused }: AccountsPageProps) {
  const refusedTo = (what: 'create' | 'grant') => (refused?.entered.do === what ? refused : null)
  const scopeName = ({ scopeKind, scopeId }: ListedAccount['grants'][number]) =>
    scopeKind === 'everything'
      ? '全部'
      : scopeKind === 'region'
        ? (places.find(({ code }) => code === scopeId)?.name ?? scopeId)
        : scopeKind === 'cohort'
          ? (cohorts.find(({ id }) => id === scopeId)?.name ?? scopeId)
          : '本人'
  return (
    <DeskFrame viewer={viewer} at={paths.accounts()} title="账号">
      <ErrorSummary refused={refused?.refused} />
      {isRepeated && <AlreadySubmitted what="这个登录链接" back={paths.accounts()} />}
      {done && (
        <Notice kind="good">
          <p>{formatDone(done)}</p>
          {done.link && (
            <p>
              <strong>{done.link}</strong>
            </p>
          )}
        </Notice>
      )}
      <DataTable
        caption={`工作人员账号（${accounts.length}）`}
        rows={accounts}
        rowKey={(account) => account.id}
        columns={[
          { head: '姓名', cell: (account) => account.name },
          {
            head: '角色和范围',
            cell: (account) => <GrantList account={account} scopeName={scopeName} />,
          },
          {
            head: '状态',
            cell: (account) =>
              !account.enabled ? (
                <Badge kind="bad">已停用</Badge>
              ) : account.hasSecret ? (
                <Badge kind="good">{account.hasSecondStep ? '可登录，有验证器' : '可登录'}</Badge>
              ) : (
                <Badge kind="warn">等本人设密码</Badge>
              ),
          },
          {
            head: '办理',
            cell: (account) => (
              <div className="row">
                <ResetForm
                  account={account}
                  press={press}
                  refused={refused?.entered.do === 'reset' && refused.entered.accountId === account.id ? refused : null}
                />
                <Form method="post">
                  <input type="hidden" name="accountId" value={account.id} />
                  {account.enabled ? (
                    <Button kind="danger" name="do" value="disable" aria-label={`停用${account.name}的账号`}>
                      停用
                    </Button>
                  ) : (
                    <Button kind="plain" name="do" value="enable" aria-label={`启用${account.name}的账号`}>
                      启用
                    </Button>
                  )}
                </Form>
              </div>
            ),
          },
        ]}
      />
      <h2>新建账号</h2>
      <CreateAccountForm press={press} places={places} cohorts={cohorts} refused={refusedTo('create')} />
      <h2>给已有的账号加角色</h2>
      <AddRoleForm accounts={accounts} places={places} cohorts={cohorts} refused={refusedTo('grant')} />
    </DeskFrame>
  )
}

interface GrantListProps {
  account: ListedAccount
  scopeName(grant: ListedAccount['grants'][number]): string | null
}

/** An account's roles with their scopes, and taking them away. */
const GrantList = ({ account, scopeName }: GrantListProps) => (
  <ul className="list">
    {account.grants.map((grant) => (
      <li key={grant.id} className="row">
        {roleLabels[grant.role]}：{scopeName(grant)}
        <Form method="post">
          <input type="hidden" name="grantId" value={grant.id} />
          <Button kind="plain" name="do" value="revoke" aria-label={`撤销${account.name}的${roleLabels[grant.role]}`}>
            撤销
          </Button>
        </Form>
      </li>
    ))}
  </ul>
)

/** Creates an account with its first role. */
const CreateAccountForm = ({ press, places, cohorts, refused }: Pick<AccountsPageProps, 'press' | 'places' | 'cohorts' | 'refused'>) => (
  <Form method="post" className="filters">
    <IdempotencyField idempotencyKey={press} />
    <Field label="姓名" name="name" required defaultValue={refused?.entered.name} errors={refused?.refused.fields.name} />
    <Field label="手机号" name="phone" type="tel" defaultValue={refused?.entered.phone} errors={refused?.refused.fields.phone} />
    <RoleFields places={places} cohorts={cohorts} refused={refused} />
    <Button name="do" value="create">
      新建并发登录链接
    </Button>
  </Form>
)

/** Adds a role to an account. */
const AddRoleForm = ({ accounts, places, cohorts, refused }: Pick<AccountsPageProps, 'accounts' | 'places' | 'cohorts' | 'refused'>) => (
  <Form method="post" className="filters">
    <SelectField label="账号" name="accountId" id="grant-accountId" defaultValue={refused?.entered.accountId}>
      {accounts.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
    <RoleFields prefix="grant" places={places} cohorts={cohorts} refused={refused} />
    <Button name="do" value="grant" kind="plain">
      加上这个角色
    </Button>
  </Form>
)
