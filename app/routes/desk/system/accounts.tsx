// The administrator's desk for accounts: who may sign in, as what.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { publicAddress } from '#app/http/public-address.server.ts'
import { type Refused, respond } from '#app/http/respond.server.ts'
import { newPress, once } from '#app/http/press-once.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import {
  createUser,
  grantRole,
  type ListedAccount,
  listAccounts,
  resetAccess,
  revokeGrant,
  setAccountEnabled,
} from '#app/modules/accounts/accounts.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { roleNames, roles } from '#app/access/roles.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { childrenOf, pairedCounty, pathOf } from '#app/modules/regions/regions.server.ts'
import { dayOf, sayTerm } from '#app/calendar.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PressedAgain, PressField } from '#app/ui/press-once.tsx'

export const links = deskLinks
export const meta = () => [{ title: '账号 · 梯队' }]

const text = shortText()
  .optional()
  .transform((value) => value || undefined)
const Asked = z.discriminatedUnion('do', [
  z.object({ do: z.literal('create'), name: shortText(), role: id(), phone: text, region: text, cohort: text }),
  z.object({ do: z.literal('enable'), accountId: id() }),
  z.object({ do: z.literal('disable'), accountId: id() }),
  z.object({ do: z.literal('reset'), accountId: id(), reason: text }),
  z.object({ do: z.literal('grant'), accountId: id(), role: id(), region: text, cohort: text }),
  z.object({ do: z.literal('revoke'), grantId: id() }),
])

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'accounts.manage')
  const { site } = asked.context
  const today = dayOf(site.now())
  const places = [pairedCounty, ...childrenOf(pairedCounty, today).map(({ code }) => code)].map((code) => ({
    code,
    name: pathOf(code, today).slice(2).join(' '),
  }))
  return {
    viewer,
    press: newPress(),
    accounts: await listAccounts(site, viewer),
    places,
    cohorts: (await listCohorts(site, viewer)).map(({ id, number, name }) => ({ id, name: `第 ${number} 期 ${name}` })),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'accounts.manage')
    const { site } = asked.context
    const form = await readForm(request, Asked)
    const created = ({ slipPath, expiresAt }: { slipPath: string | null; expiresAt: Date | null }) => ({
      done: expiresAt ? `已办好。请把这个一次性链接交给本人，${sayTerm(expiresAt)}有效：` : '已办好。',
      link: slipPath && publicAddress(request, slipPath),
    })
    switch (form.do) {
      case 'create':
        return once({ site, viewer, request }, async () => created(await createUser(site, viewer, form)))
      case 'reset':
        return once({ site, viewer, request }, async () => created(await resetAccess(site, viewer, form)))
      case 'enable':
      case 'disable':
        await setAccountEnabled(site, viewer, { accountId: form.accountId, enabled: form.do === 'enable' })
        return { done: '已办好。', link: null }
      case 'grant':
        await grantRole(site, viewer, form)
        return { done: '角色已加上，对方马上就能用。', link: null }
      case 'revoke':
        await revokeGrant(site, viewer, form)
        return { done: '已撤销。', link: null }
    }
  })

export default function AccountsPage() {
  const { viewer, press, accounts, places, cohorts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
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
      {answer && 'repeated' in answer && <PressedAgain what="这个登录链接" back={paths.accounts()} />}
      {answer && 'done' in answer && (
        <Notice kind="good">
          <p>{answer.done}</p>
          {answer.link && (
            <p>
              <strong>{answer.link}</strong>
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
            cell: (account) => (
              <ul className="list">
                {account.grants.map((grant) => (
                  <li key={grant.id} className="row">
                    {roleNames[grant.role]}：{scopeName(grant)}
                    <Form method="post">
                      <input type="hidden" name="grantId" value={grant.id} />
                      <Button kind="plain" name="do" value="revoke" aria-label={`撤销${account.name}的${roleNames[grant.role]}`}>
                        撤销
                      </Button>
                    </Form>
                  </li>
                ))}
              </ul>
            ),
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
      <Form method="post" className="filters">
        <PressField press={press} />
        <Field
          label="姓名"
          name="name"
          required
          defaultValue={refusedTo('create')?.entered.name}
          errors={refusedTo('create')?.refused.fields.name}
        />
        <Field
          label="手机号"
          name="phone"
          type="tel"
          defaultValue={refusedTo('create')?.entered.phone}
          errors={refusedTo('create')?.refused.fields.phone}
        />
        <RoleFields places={places} cohorts={cohorts} refused={refusedTo('create')} />
        <Button name="do" value="create">
          新建并发登录链接
        </Button>
      </Form>
      <h2>给已有的账号加角色</h2>
      <Form method="post" className="filters">
        <SelectField label="账号" name="accountId" id="grant-accountId" defaultValue={refusedTo('grant')?.entered.accountId}>
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <RoleFields prefix="grant" places={places} cohorts={cohorts} refused={refusedTo('grant')} />
        <Button name="do" value="grant" kind="plain">
          加上这个角色
        </Button>
      </Form>
    </DeskFrame>
  )
}

/** A new link: at once for who never chose a secret; otherwise behind a word of why, because it shuts out whoever has one. */
function ResetForm({
  account,
  press,
  refused,
}: {
  account: Pick<ListedAccount, 'id' | 'name' | 'hasSecret' | 'enabled' | 'grants'>
  press: string
  refused: Refused | null
}) {
  if (!account.enabled) return null
  const button = (
    <Button kind="plain" name="do" value="reset" aria-label={`给${account.name}重发登录链接`}>
      重发登录链接
    </Button>
  )
  const given = (
    <>
      <PressField press={press} />
      <input type="hidden" name="accountId" value={account.id} />
    </>
  )
  if (!account.hasSecret) {
    return (
      <Form method="post">
        {given}
        {button}
      </Form>
    )
  }
  return (
    <details open={refused !== null}>
      <summary>重发登录链接</summary>
      <Form method="post">
        {given}
        <p className="soft">工作人员的旧密码马上作废，所有手机和电脑上都退出，验证器要重新设。</p>
        <Field
          label="为什么重发"
          id={`reason-${account.id}`}
          name="reason"
          hint="例如：本人当面说忘了密码"
          required
          maxLength={200}
          defaultValue={refused?.entered.reason}
        />
        {button}
      </Form>
    </details>
  )
}

interface Named {
  name: string
}

interface RoleFieldsProps {
  prefix?: string
  places: readonly (Named & { code: string })[]
  cohorts: readonly (Named & { id: string })[]
  refused: Refused | null
}

/** A role, and the region or cohort for which it holds. */
function RoleFields({ prefix = 'field', places, cohorts, refused }: RoleFieldsProps) {
  const given = (name: string) => ({
    name,
    id: `${prefix}-${name}`,
    defaultValue: refused?.entered[name],
    errors: refused?.refused.fields[name],
  })
  return (
    <>
      <SelectField label="角色" {...given('role')} defaultValue={refused?.entered.role ?? 'townshipOfficer'}>
        {roles
          .filter((role) => role !== 'trainee')
          .map((role) => (
            <option key={role} value={role}>
              {roleNames[role]}
            </option>
          ))}
      </SelectField>
      <SelectField label="地区（干部、专干）" {...given('region')}>
        <option value="">不选</option>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label="培训班（讲师）" {...given('cohort')}>
        <option value="">不选</option>
        {cohorts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
    </>
  )
}
