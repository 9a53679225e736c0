// Where a slip's QR code leads: choose a PIN the first time, give it the next times.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { secret } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { letIn } from '#app/http/let-in.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { openSlip, redeemSlip, signInBySlip, viewerOfAccount } from '#app/modules/accounts/accounts.server.ts'
import { maskName } from '#app/masks.ts'
import { whereToGoOn } from '#app/modules/learning/learning.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, PinField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

const whatIsHeld = {
  slip: { name: '登录条', one: '这张登录条', another: '一张新的', handBack: '请把登录条还给发给您的人。' },
  link: { name: '登录链接', one: '这个登录链接', another: '一个新的', handBack: '请关掉这一页，告诉发链接给您的人。' },
}
/** Whoever signs in with a PIN was handed a printed slip, whoever has a password was sent a link. Of a code that is none nobody knows, and most are slips. */
const heldBy = (isForDesk: boolean) => (isForDesk ? whatIsHeld.link : whatIsHeld.slip)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${heldBy(data?.isForDesk ?? false).name} · 梯队` }]

const Chosen = z.object({ secret: secret().min(1, '请填密码。'), step: z.enum(['choose', 'signIn']) })

export async function loader({ params, context }: LoaderFunctionArgs) {
  const slip = await orRefuse(() => openSlip(context.site, params.code!, context.address))
  return { ...slip, name: slip.name && maskName(slip.name) }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const { site, address } = asked.context
    const { secret, step } = await readForm(request, Chosen)
    const code = asked.params.code!
    const accountId =
      step === 'choose' ? await redeemSlip(site, { code, secret, address }) : await signInBySlip(site, { code, secret, address })
    const viewer = await viewerOfAccount(site, accountId)
    const next = viewer?.personId ? await whereToGoOn(site, viewer) : paths.home()
    return letIn(asked, accountId, next)
  })

export default function SlipPage() {
  const { standing, name, secretKind, learns, isForDesk } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer.refused : null
  const held = heldBy(isForDesk)
  if (standing === 'unknown' || standing === 'expired') {
    return (
      <PhonePage title={held.name}>
        <h1>{standing === 'expired' ? `${held.one}过期了` : `${held.one}不能用`}</h1>
        <Notice kind="warn">
          <p>
            {standing === 'expired'
              ? `${held.name}发下来${isForDesk ? '有期限，工作人员的 24 小时内要用。' : ' 60 天内要用。'}`
              : '可能已经发了新的，旧的就作废了。'}
            请找发{held.name}的人要{held.another}。{standing === 'unknown' && '工作人员的登录链接，请找管理员重发。'}
          </p>
        </Notice>
        <ButtonLink href={paths.signIn()} kind="plain" wide>
          用手机号登录
        </ButtonLink>
      </PhonePage>
    )
  }
  const choosing = standing === 'choose'
  return (
    <PhonePage title={held.name}>
      <h1>{name}，您好</h1>
      <p>
        {choosing
          ? secretKind === 'pin'
            ? '请设 6 个数字，以后登录就用它。记不住，可以写在登录条背面。'
            : '请设一个密码，以后登录就用它。'
          : secretKind === 'pin'
            ? '请填您设的 6 个数字。'
            : '请填您设的密码。'}
      </p>
      {/* One field, which says for itself what is wrong with it: above stands only what goes beyond that. */}
      <ErrorSummary refused={refused && refused.message !== refused.fields.secret?.[0] ? { ...refused, fields: {} } : null} />
      <Form method="post">
        <input type="hidden" name="step" value={standing} />
        {secretKind === 'pin' ? (
          <PinField label={choosing ? '设 6 个数字' : '您的 6 个数字'} name="secret" autoFocus errors={refused?.fields.secret} />
        ) : (
          <Field
            label="密码"
            hint={choosing ? '至少 10 个字，可以是一句好记的话' : undefined}
            name="secret"
            type="password"
            autoComplete={choosing ? 'new-password' : 'current-password'}
            required
            errors={refused?.fields.secret}
          />
        )}
        <Button wide>{!choosing ? '登录' : learns && secretKind === 'pin' ? '开始学习' : '设好并登录'}</Button>
      </Form>
      <p className="soft">不是您本人？{held.handBack}</p>
    </PhonePage>
  )
}
