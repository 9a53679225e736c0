// Sign in with a phone number and a password or PIN.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pathText, secret, shortText } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { Island } from '#app/http/island.tsx'
import { islandUrl } from '#app/http/islands.server.ts'
import { letIn } from '#app/http/let-in.server.ts'
import { ownPath, paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { whoAsks } from '#app/http/viewer.server.ts'
import { signInByPhone } from '#app/modules/accounts/accounts.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '登录 · 梯队' }]

const SignIn = z.object({ phone: shortText().min(1, '请填手机号。'), secret: secret().min(1, '请填密码。'), next: pathText().optional() })

export async function loader(asked: LoaderFunctionArgs) {
  const query = new URL(asked.request.url).searchParams
  const next = ownPath(query.get('next'))
  if (await whoAsks(asked)) throw redirect(next)
  return { next, ended: query.get('ended'), hasLeft: query.has('out'), script: islandUrl('plain-page.js') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const { next, ...tried } = await readForm(request, SignIn)
    const { site, address } = asked.context
    return letIn(asked, await signInByPhone(site, { ...tried, address }), ownPath(next))
  })

const endings: Record<string, string> = {
  idle: '您有 30 分钟没有操作，为了安全已经退出。请重新登录。',
  whole: '登录已经满 12 小时，为了安全已经退出。请重新登录。',
}

export default function SignInPage() {
  const { next, ended, hasLeft, script } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <PhonePage title="登录" back={{ href: paths.home(), label: '首页' }}>
      {hasLeft && !refused && (
        <Notice kind="good">
          <p>退出登录了。没发出去的还在这个手机里，您再登录时会自动发。</p>
        </Notice>
      )}
      <h1>登录</h1>
      {!refused && ended && endings[ended] && <Notice kind="warn">{endings[ended]}</Notice>}
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
