// The one-time page on which the first administrator is set up.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { secret, shortText } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { Island } from '#app/http/island.tsx'
import { islandUrl } from '#app/http/islands.server.ts'
import { letIn } from '#app/http/let-in.server.ts'
import { paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { isSetUpOpen, setUpAdministrator } from '#app/modules/accounts/accounts.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '设立管理员 · 梯队' }]

const SetUp = z.object({ name: shortText(), phone: shortText(), password: secret() })

export const loader = async ({ params, context }: LoaderFunctionArgs) => ({ open: await isSetUpOpen(context.site, params.token!), script: islandUrl('plain-page.js') })

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const accountId = await setUpAdministrator(asked.context.site, { token: asked.params.token!, ...(await readForm(request, SetUp)) })
    return letIn(asked, accountId, paths.desk())
  })

export default function SetUpPage() {
  const { open, script } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <PhonePage title="设立管理员">
      <h1>设立管理员</h1>
      <ErrorSummary refused={refused?.refused} />
      {open ? (
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
