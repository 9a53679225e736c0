// A new account: first the role, then what that role needs. The answer is the one-time link.
import { type Role, roleLabels } from '#app/access/roles.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { givenRoles, type RoleChoices, roleHints, RoleScopeField } from './account-fields.tsx'
import { type HandedLink, OneTimeLink } from './one-time-link.tsx'
import { maxLengths } from '#app/text/max-lengths.ts'

interface NewAccountPageProps extends RoleChoices {
  viewer: Viewer
  press: string
  /** Null until it is chosen. */
  role: Role | null
  address: UselessAddress | null
  isRepeated: boolean
  link: HandedLink | null
  refused: Refused | null
}

export function NewAccountPage({ viewer, press, role, address, isRepeated, link, refused, ...choices }: NewAccountPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.accounts()}
      title={role && !link ? `新建账号：${roleLabels[role]}` : '新建账号'}
      crumbs={[{ href: paths.accounts(), label: '账号' }]}
    >
      <ErrorSummary refused={refused?.refused} />
      <AddressWarning address={address} what="一次性链接和二维码" />
      {isRepeated ? (
        <AlreadySubmitted what="这个登录链接" back={paths.accounts()} />
      ) : link ? (
        <>
          <OneTimeLink {...link} />
          <p className="screen-only">再建一个：</p>
          <div className="row">
            {givenRoles.map((another) => (
              <ButtonLink key={another} href={paths.newAccount(another)} kind="plain">
                {roleLabels[another]}
              </ButtonLink>
            ))}
          </div>
          <p>
            <a href={paths.accounts()}>回到账号</a>
          </p>
        </>
      ) : role ? (
        <PostForm className="stack narrow">
          <IdempotencyField idempotencyKey={press} />
          <input type="hidden" name="role" value={role} />
          <Field
            label="姓名"
            name="name"
            required
            maxLength={maxLengths.accountName}
            defaultValue={refused?.entered.name}
            errors={refused?.refused.fields.name}
          />
          <Field
            label="手机号"
            hint="用它登录"
            name="phone"
            type="tel"
            required
            defaultValue={refused?.entered.phone}
            errors={refused?.refused.fields.phone}
          />
          <RoleScopeField role={role} refused={refused} {...choices} />
          <div className="row">
            <Button>新建并发登录链接</Button>
            <ButtonLink href={paths.newAccount()} kind="plain">
              换一个角色
            </ButtonLink>
          </div>
        </PostForm>
      ) : (
        <ChooseRole />
      )}
    </DeskFrame>
  )
}

const ChooseRole = () => (
  <>
    <p>这个人做什么？一个人有几个角色的，先选一个，建好以后再加。学员不在这里建：导入花名册、报名以后自动有账号。</p>
    <ul className="places">
      {givenRoles.map((role) => (
        <li key={role}>
          <a href={paths.newAccount(role)}>
            <span>
              <strong>{roleLabels[role]}</strong>
              {roleHints[role]}
            </span>
          </a>
        </li>
      ))}
    </ul>
    <p>
      一次要建很多个？<a href={paths.accountImport()}>从 Excel 导入</a>
    </p>
  </>
)
