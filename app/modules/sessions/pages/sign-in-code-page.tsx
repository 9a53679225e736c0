// The second step of signing in: six figures from the authenticator, or a code from paper.
import { Form } from '@remix-run/react'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'

interface SignInCodePageProps {
  /** Where to go once signed in. */
  next: string
  script: string
  refused: Refused | null
}

export function SignInCodePage({ next, script, refused }: SignInCodePageProps) {
  return (
    <PhonePage title="登录" back={{ href: paths.signIn(next), label: '重新登录' }}>
      <h1>还差一步</h1>
      <p>请打开手机上的验证器，填“梯队”下面现在的 6 个数字。</p>
      <ErrorSummary leavesFocus refused={refused?.refused} />
      <Form method="post">
        <input type="hidden" name="next" value={next} />
        <Field
          label="验证码"
          hint="手机不在身边，填一个备用码"
          name="code"
          autoComplete="one-time-code"
          autoFocus
          required
          maxLength={40}
          errors={refused?.refused.fields.code}
        />
        <Button wide>登录</Button>
      </Form>
      <h2>手机和备用码都没有了？</h2>
      <p>请找管理员重发登录链接。</p>
      <p>
        您自己就是管理员，又没有别的管理员能找：请管服务器的人在服务器上运行 <code>tidui user reset --phone 您的手机号</code>
        ，它会给出新的登录链接，旧的密码和验证器作废。
      </p>
      <Island src={script} />
    </PhonePage>
  )
}
