// What forms of accounts have in common: giving a role, and sending a new link.
import { Form } from '@remix-run/react'
import { roleLabels, roles } from '#app/access/roles.ts'
import type { Refused } from '#app/http/refused.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { IdempotencyField } from '#app/ui/idempotency.tsx'
import type { ListedAccount } from '../queries.server.ts'

/** The form for a new sign-in link. If the account has a secret, it asks for a reason, because the link invalidates that secret. */
export function ResetForm({
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
      <IdempotencyField idempotencyKey={press} />
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
  prefix?: string | undefined
  places: readonly (Named & { code: string })[]
  cohorts: readonly (Named & { id: string })[]
  refused: Refused | null
}

/** A role, and the region or cohort for which it holds. */
export function RoleFields({ prefix = 'field', places, cohorts, refused }: RoleFieldsProps) {
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
              {roleLabels[role]}
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
