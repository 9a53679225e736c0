// One's own account: the secret, where one is signed in, the size of the text, and who has looked at my data.
import { Form } from '@remix-run/react'
import { formatMoment, formatTerm } from '#app/calendar.ts'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { paths } from '#app/shell/paths.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import { ViewerPage } from '#app/shell/viewer-page.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, PinField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { type TextSize, TextSizeForm } from '#app/ui/text-size.tsx'
import type { OwnSession } from '#app/modules/sessions/sessions.server.ts'
import type { OwnAccount } from '../queries.server.ts'
import { OwnSessions } from '#app/modules/sessions/pages/own-sessions.tsx'

/** What was done, as the page says it afterwards. */
const doneLabels: Record<string, string> = {
  secret: '新密码设好了。别的手机和电脑上都已退出。',
  endSession: '那里已经退出。',
  endOthers: '别的手机和电脑上都已退出。',
  askForSlip: '已经记下。请找发登录条的人拿新的登录条。',
  agreeToOwn: '已经记下。现在可以请结对协调员登记您的店了。',
}

interface AccountPageProps {
  viewer: Viewer
  own: OwnAccount
  /** Who has seen one's numbers in full, and why. */
  disclosures: readonly { id: string; field: string; by: string; reason: string; at: Date }[]
  /** Slips that were issued for me, each with when, by whom and why, the latest first. */
  slips: readonly string[]
  /** Where to go on once the latest of them was read; null where nothing waits. */
  slipThen: string | null
  sessions: readonly OwnSession[]
  /** Null where no second step is offered. */
  secondStep: 'on' | 'off' | null
  /** What has just been done here: a key of `doneLabels`. */
  done: string | null
  textSize: TextSize
  script: string
  refused: Refused | null
}

export function AccountPage({
  viewer,
  own,
  disclosures,
  slips,
  slipThen,
  sessions,
  secondStep,
  done,
  textSize,
  script,
  refused: answer,
}: AccountPageProps) {
  const refused = answer?.refused
  return (
    <ViewerPage title="我的账号" back={{ href: paths.home(), label: '首页' }} at={paths.account()}>
      <h2>{viewer.name}</h2>
      {done && lookUp(doneLabels, done) && !refused && <Notice kind="good">{doneLabels[done]}</Notice>}
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
      {viewer.personId && <Disclosures disclosures={disclosures} />}
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
      <ChangeSecretForm isPin={own.secretKind === 'pin'} refused={refused} />
      {own.accountKind !== 'desk' && <RequestSlip requestedUntil={own.slipRequestedUntil} />}
      {own.accountKind !== 'owner' && own.accountKind !== 'both' && <BecomeOwner agreedUntil={own.agreedUntil} />}
      {secondStep && <SecondStepSection secondStep={secondStep} />}
      <OwnSessions sessions={sessions} />
      <Island src={script} />
    </ViewerPage>
  )
}

/** Who has seen the person's numbers in full, and why. */
const Disclosures = ({ disclosures }: Pick<AccountPageProps, 'disclosures'>) => (
  <>
    <h2>谁看过我的资料</h2>
    {disclosures.length === 0 ? (
      <p>还没有人看过您的身份证号和电话全号。</p>
    ) : (
      <ul className="list">
        {disclosures.map((look) => (
          <li key={look.id} className="card">
            {formatMoment(look.at)}，{look.by}看了您的{look.field}。原因：{look.reason}
          </li>
        ))}
      </ul>
    )}
  </>
)

function ChangeSecretForm({ isPin, refused }: { isPin: boolean; refused: Refused['refused'] | undefined }) {
  const Secret = isPin ? PinField : Field
  return (
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
  )
}

/** Asks for a new slip if the secret is forgotten. */
const RequestSlip = ({ requestedUntil }: { requestedUntil: OwnAccount['slipRequestedUntil'] }) => (
  <>
    <h3>原来的密码忘了？</h3>
    {requestedUntil ? (
      <p>您已经要过新的登录条，请在{formatTerm(requestedUntil)}找发登录条的人拿。</p>
    ) : (
      <Form method="post" className="stack">
        <p>先点下面的按钮，再当面找发登录条的人（学员找乡镇专干，店主找结对协调员）拿一张新的。</p>
        <Button wide kind="plain" name="do" value="askForSlip">
          请给我发新的登录条
        </Button>
      </Form>
    )}
  </>
)

/** Agrees to be registered as the owner of a shop. */
const BecomeOwner = ({ agreedUntil }: Pick<OwnAccount, 'agreedUntil'>) => {
  const { texts } = useProgramme()
  return (
    <>
      <h2>我开了网店</h2>
      {agreedUntil ? (
        <p>您已同意登记为店主，请在{formatTerm(agreedUntil)}让结对协调员登记您的店。</p>
      ) : (
        <Form method="post" className="stack">
          <p>{texts.ownerConsent}</p>
          <Button wide kind="plain" name="do" value="agreeToOwn">
            同意登记为店主
          </Button>
        </Form>
      )}
    </>
  )
}

const SecondStepSection = ({ secondStep }: { secondStep: 'on' | 'off' }) => (
  <>
    <h2>手机验证器</h2>
    <p>
      {secondStep === 'on' ? '已经设好：登录时除了密码，还要填手机上的 6 个数字。' : '还没有设。设好以后，别人知道了您的密码也登录不了。'}
    </p>
    <ButtonLink href={paths.secondStep()} kind="plain" wide>
      {secondStep === 'on' ? '管理验证器和备用码' : '设手机验证器'}
    </ButtonLink>
  </>
)
