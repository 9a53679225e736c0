// Sign in with a phone number and a password or PIN.
import { Form } from '@remix-run/react'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { lookUp } from '#app/text/look-up.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

const endings: Record<string, string> = {
  idle: '您有 30 分钟没有操作，为了安全已经退出。请重新登录。',
  whole: '登录已经满 12 小时，为了安全已经退出。请重新登录。',
}

interface SignInPageProps {
  /** Where to go once signed in. */
  next: string
  /** Why the session before ended by itself: a key of `endings`. */
  ended: string | null
  /** Whether one has just signed out. */
  hasLeft: boolean
  script: string
  refused: Refused | null
}

export function SignInPage({ next, ended, hasLeft, script, refused }: SignInPageProps) {
  return (
    <PhonePage title="登录" back={{ href: paths.home(), label: '首页' }}>
      {hasLeft && !refused && (
        <Notice kind="good">
          <p>退出登录了。没发出去的还在这个手机里，您再登录时会自动发。</p>
        </Notice>
      )}
      <h1>登录</h1>
      {!refused && ended && lookUp(endings, ended) && <Notice kind="warn">{endings[ended]}</Notice>}
      <ErrorSummary refused={refused?.refused} />
      <Form method="post">
        <input type="hidden" name="next" value={refused?.entered.next ?? next} />
        <Field
          label="手机号"
          name="phone"
          type="tel"
          inputMode="tel"
          autoComplete="username"
          required
          defaultValue={refused?.entered.phone}
          errors={refused?.refused.fields.phone}
        />
        <Field
          label="密码"
          hint="学员、店主填自己设的 6 个数字"
          name="secret"
          type="password"
          autoComplete="current-password"
          required
          errors={refused?.refused.fields.secret}
        />
        <Button wide>登录</Button>
      </Form>
      <h2>有登录条？</h2>
      <p>用手机扫登录条上的方块图，不用填手机号。没有登录条，学员请找乡镇专干，店主请找结对协调员。</p>
      <Island src={script} />
    </PhonePage>
  )
}
