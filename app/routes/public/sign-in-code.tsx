// The second step of signing in: six figures from the authenticator, or a code from paper.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { letInAfterCode, whoOwesCode } from '#app/http/let-in.server.ts'
import { ownPath, paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { proveSecondStep } from '#app/modules/accounts/accounts.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '验证码 · 梯队' }]

const Code = z.object({ code: z.string().min(1, '请填验证码。').max(40, '验证码是 6 个数字。'), next: z.string().max(2000).optional() })

export async function loader(asked: LoaderFunctionArgs) {
  const next = ownPath(new URL(asked.request.url).searchParams.get('next'))
  if (!(await whoOwesCode(asked))) throw redirect(paths.signIn(next))
  return { next }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const accountId = await whoOwesCode(asked)
    if (!accountId) return redirect(paths.signIn())
    const { code, next } = await readForm(request, Code)
    await proveSecondStep(asked.context.site, accountId, { code, address: asked.context.address })
    return letInAfterCode(asked, accountId, ownPath(next))
  })

export default function CodePage() {
  const { next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer.refused : null
  return (
    <PhonePage title="登录" back={{ href: paths.signIn(next), label: '重新登录' }}>
      <h1>还差一步</h1>
      <p>请打开手机上的验证器，填“梯队”下面现在的 6 个数字。</p>
      <ErrorSummary refused={refused} />
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
          errors={refused?.fields.code}
        />
        <Button wide>登录</Button>
      </Form>
      <h2>手机和备用码都没有了？</h2>
      <p>请找管理员重发登录链接。</p>
      <p>
        您自己就是管理员，又没有别的管理员能找：请管服务器的人在服务器上运行 <code>tidui user reset --phone 您的手机号</code>
        ，它会给出新的登录链接，旧的密码和验证器作废。
      </p>
    </PhonePage>
  )
}
