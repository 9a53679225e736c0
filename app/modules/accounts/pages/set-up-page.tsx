// The one-time page on which the first administrator is set up.
import { Form } from '@remix-run/react'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

interface SetUpPageProps {
  /** Whether the link still holds. */
  isOpen: boolean
  address: UselessAddress | null
  script: string
  refused: Refused | null
}

export function SetUpPage({ isOpen, address, script, refused }: SetUpPageProps) {
  return (
    <PhonePage title="设立管理员">
      <h1>设立管理员</h1>
      <ErrorSummary refused={refused?.refused} />
      {isOpen ? (
        <Form method="post">
          <Field label="姓名" name="name" required defaultValue={refused?.entered.name} errors={refused?.refused.fields.name} />
          <Field
            label="手机号"
            name="phone"
            type="tel"
            autoComplete="username"
            required
            defaultValue={refused?.entered.phone}
            errors={refused?.refused.fields.phone}
          />
          <Field
            label="密码"
            hint="至少 10 个字，可以是一句好记的话"
            name="password"
            type="password"
            autoComplete="new-password"
            required
            errors={refused?.refused.fields.password}
          />
          <AddressWarning address={address} what="以后发的登录条、登录链接和证书" />
          <Button wide>设立并登录</Button>
        </Form>
      ) : (
        <Notice kind="warn">
          <p>这个链接已经用过或过期了。还没有管理员的话，重新启动服务，会打印新的链接。</p>
        </Notice>
      )}
      <Island src={script} />
    </PhonePage>
  )
}
