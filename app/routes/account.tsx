// One's own account: the secret, signing out everywhere, the size of the text, and who has looked at my data.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { secret } from '#app/fields.ts'
import { sayMoment } from '#app/calendar.ts'
import { readForm } from '#app/http/forms.server.ts'
import { paths } from '#app/http/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { changeSecret, openSession, secretKindOf } from '#app/modules/accounts/accounts.server.ts'
import { looksAtMe } from '#app/modules/households/households.server.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field, PinField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/ui/phone-page.tsx'
import { TextSizeForm } from '#app/ui/text-size.tsx'

export const meta = () => [{ title: '我的账号 · 梯队' }]

const Change = z.object({ old: secret(), next: secret() })

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const looks = (await looksAtMe(site, viewer)).map((look) => ({ ...look, at: sayMoment(look.at) }))
  const changed = new URL(asked.request.url).searchParams.has('changed')
  return { viewer, kind: await secretKindOf(site, viewer), looks, changed }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    await changeSecret(asked.context.site, viewer, { ...(await readForm(request, Change)), address: asked.context.address })
    return redirect(`${paths.account()}?changed`, { headers: { 'Set-Cookie': await openSession(asked.context.site, viewer.accountId) } })
  })

export default function AccountPage() {
  const { viewer, kind, looks, changed } = useLoaderData<typeof loader>()
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer.refused : null
  const Secret = kind === 'pin' ? PinField : Field
  return (
    <PhonePage title="我的账号" back={{ href: paths.home(), label: '首页' }}>
      <h1>{viewer.name}</h1>
      {changed && <Notice kind="good">新密码设好了。别的手机和电脑上都已退出。</Notice>}
      <ErrorSummary refused={refused} />
      <h2>字的大小</h2>
      <TextSizeForm size={textSize} back={paths.account()} />
      {viewer.personId && (
        <>
          <h2>谁看过我的资料</h2>
          {looks.length === 0 ? (
            <p>还没有人看过您的身份证号和电话全号。</p>
          ) : (
            <ul className="list">
              {looks.map((look) => (
                <li key={look.id} className="card">
                  {look.at}，{look.by}看了您的{look.field}。原因：{look.reason}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <h2>换密码</h2>
      <Form method="post">
        <Secret label={kind === 'pin' ? '原来的 6 个数字' : '原来的密码'} name="old" type="password" autoComplete="current-password" required errors={refused?.fields.old} />
        <Secret label={kind === 'pin' ? '新的 6 个数字' : '新密码'} name="next" type="password" autoComplete="new-password" required errors={refused?.fields.next} />
        <Button wide kind="plain">
          换密码
        </Button>
      </Form>
      <h2>退出</h2>
      <Form method="post" action="/sign-out" className="stack">
        <Button wide kind="plain">
          退出登录
        </Button>
        <Button wide kind="danger" name="everywhere" value="1">
          在所有手机和电脑上退出
        </Button>
      </Form>
    </PhonePage>
  )
}
