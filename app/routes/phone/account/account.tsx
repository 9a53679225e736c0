// One's own account: the secret, where one is signed in, the size of the text, and who has looked at my data.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { sayMoment, sayTerm } from '#app/calendar.ts'
import { id, secret } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { Island } from '#app/http/island.tsx'
import { islandUrl } from '#app/http/islands.server.ts'
import { openSessionAnew } from '#app/http/let-in.server.ts'
import { ownPath, paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import {
  agreeToOwnShops,
  askForSlip,
  canHaveSecondStep,
  changeSecret,
  endSessions,
  hasSecondStep,
  listOwnSessions,
  readOwnAccount,
  slipsIssuedForMe,
} from '#app/modules/accounts/accounts.server.ts'
import { OwnSessions } from '#app/modules/accounts/pages/own-sessions.tsx'
import { looksAtMe } from '#app/modules/households/households.server.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, PinField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { TextSizeForm } from '#app/ui/text-size.tsx'

export const meta = () => [{ title: '我的账号 · 梯队' }]

const Asked = z.discriminatedUnion('do', [
  z.object({ do: z.literal('secret'), old: secret(), next: secret() }),
  z.object({ do: z.literal('endSession'), session: id() }),
  z.object({ do: z.literal('endOthers') }),
  z.object({ do: z.literal('askForSlip') }),
  z.object({ do: z.literal('agreeToOwn') }),
])

/** What was done, as the page says it afterwards. */
const doneWords = {
  secret: '新密码设好了。别的手机和电脑上都已退出。',
  endSession: '那里已经退出。',
  endOthers: '别的手机和电脑上都已退出。',
  askForSlip: '已经记下。请找发登录条的人拿新的登录条。',
  agreeToOwn: '已经记下。现在可以请结对协调员登记您的店了。',
} as const

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const looks = (await looksAtMe(site, viewer)).map((look) => ({ ...look, at: sayMoment(look.at) }))
  const query = new URL(asked.request.url).searchParams
  const done = query.get('done') ?? ''
  const { slipAskedUntil, agreedUntil, ...own } = await readOwnAccount(site, viewer)
  return {
    viewer,
    own: { ...own, slipAskedUntil: slipAskedUntil && sayTerm(slipAskedUntil), agreedUntil: agreedUntil && sayTerm(agreedUntil) },
    looks,
    slips: await slipsIssuedForMe(site, viewer),
    slipThen: query.has('slipThen') ? ownPath(query.get('slipThen')) : null,
    done: done in doneWords ? doneWords[done as keyof typeof doneWords] : null,
    sessions: (await listOwnSessions(site, viewer, asked.request)).map(({ since, lastSeenAt, ...session }) => ({
      ...session,
      since: since.getTime() > 0 ? sayMoment(since) : null,
      lastSeen: sayMoment(lastSeenAt),
    })),
    script: islandUrl('plain-page.js'),
    secondStep: !(await canHaveSecondStep(site, viewer))
      ? null
      : (await hasSecondStep(site, viewer.accountId))
        ? ('on' as const)
        : ('off' as const),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { site, address } = asked.context
    const form = await readForm(request, Asked)
    switch (form.do) {
      case 'secret':
        await changeSecret(site, viewer, { old: form.old, next: form.next, address })
        return openSessionAnew(asked, viewer.accountId, `${paths.account()}?done=secret`)
      case 'endSession':
        await endSessions(site, viewer, { id: form.session })
        break
      case 'endOthers':
        await endSessions(site, viewer, { allBut: request })
        break
      case 'askForSlip':
        await askForSlip(site, viewer)
        break
      case 'agreeToOwn':
        await agreeToOwnShops(site, viewer)
    }
    return redirect(`${paths.account()}?done=${form.do}`)
  })

export default function AccountPage() {
  const { viewer, own, looks, slips, slipThen, done, sessions, secondStep, script } = useLoaderData<typeof loader>()
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer.refused : null
  const isPin = own.secretKind === 'pin'
  const Secret = isPin ? PinField : Field
  return (
    <PhonePage title="我的账号" back={{ href: paths.home(), label: '首页' }}>
      <h1>{viewer.name}</h1>
      {done && !refused && <Notice kind="good">{done}</Notice>}
      <ErrorSummary refused={refused} />
      {slipThen && slips[0] && (
        <>
          <Notice kind="warn">{slips[0]}</Notice>
          <ButtonLink href={slipThen} wide>
            知道了
          </ButtonLink>
        </>
      )}
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
      {slips.length > 0 && (
        <>
          <h2>给我发过的登录条</h2>
          <ul className="list">
            {slips.map((slip) => (
              <li key={slip} className="card">
                {slip}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>换密码</h2>
      <Form method="post">
        <Secret
          label={isPin ? '原来的 6 个数字' : '原来的密码'}
          name="old"
          type="password"
          autoComplete="current-password"
          required
          errors={refused?.fields.old}
        />
        <Secret
          label={isPin ? '新的 6 个数字' : '新密码'}
          name="next"
          type="password"
          autoComplete="new-password"
          required
          errors={refused?.fields.next}
        />
        <Button wide kind="plain" name="do" value="secret">
          换密码
        </Button>
      </Form>
      {own.standing !== 'desk' && (
        <>
          <h3>原来的密码忘了？</h3>
          {own.slipAskedUntil ? (
            <p>您已经要过新的登录条，请在{own.slipAskedUntil}找发登录条的人拿。</p>
          ) : (
            <Form method="post" className="stack">
              <p>先点下面的按钮，再当面找发登录条的人（学员找乡镇专干，店主找结对协调员）拿一张新的。</p>
              <Button wide kind="plain" name="do" value="askForSlip">
                请给我发新的登录条
              </Button>
            </Form>
          )}
        </>
      )}
      {own.standing !== 'owner' && own.standing !== 'both' && (
        <>
          <h2>我开了网店</h2>
          {own.agreedUntil ? (
            <p>您已同意登记为店主，请在{own.agreedUntil}让结对协调员登记您的店。</p>
          ) : (
            <Form method="post" className="stack">
              <p>自己开了网店、想参加结对帮扶的，先在这里同意，再请结对协调员用您的手机号登记。没有开店，不用点。</p>
              <Button wide kind="plain" name="do" value="agreeToOwn">
                同意登记为店主
              </Button>
            </Form>
          )}
        </>
      )}
      {secondStep && (
        <>
          <h2>手机验证器</h2>
          <p>
            {secondStep === 'on'
              ? '已经设好：登录时除了密码，还要填手机上的 6 个数字。'
              : '还没有设。设好以后，别人知道了您的密码也登录不了。'}
          </p>
          <ButtonLink href={paths.secondStep()} kind="plain" wide>
            {secondStep === 'on' ? '管理验证器和备用码' : '设手机验证器'}
          </ButtonLink>
        </>
      )}
      <OwnSessions sessions={sessions} />
      <Island src={script} />
    </PhonePage>
  )
}
