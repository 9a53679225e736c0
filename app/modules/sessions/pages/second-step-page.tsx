// Setting up the second step of signing in: an authenticator on one's telephone, and codes on paper.
import { Form } from '@remix-run/react'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { QrCode } from '#app/ui/qr-code.tsx'
import type { OwnSecondStep } from '../sessions.server.ts'

interface SecondStepPageProps {
  /** Nothing else can be done before it is set up. */
  isRequired: boolean
  script: string
  step: OwnSecondStep
  /** The codes for paper, once: when they were made. */
  codes: readonly string[] | null
  refused: Refused | null
}

export function SecondStepPage({ isRequired, step, codes, script, refused }: SecondStepPageProps) {
  return (
    <PhonePage title="手机验证器" back={isRequired ? undefined : { href: paths.account(), label: '我的账号' }}>
      {codes ? (
        <Codes codes={codes} />
      ) : (
        <>
          <h1>手机验证器</h1>
          <ErrorSummary refused={refused?.refused} />
          {step.state === 'none' && <Begin isRequired={isRequired} />}
          {step.state === 'begun' && (
            <Confirm uri={step.uri!} typed={step.typed!} isRequired={isRequired} errors={refused?.refused.fields} />
          )}
          {step.state === 'on' && (
            <Manage
              codesLeft={step.codesLeft}
              errors={refused?.entered.do === 'renew' || refused?.entered.do === 'remove' ? refused.refused.fields.code : undefined}
              asked={refused?.entered.do}
            />
          )}
        </>
      )}
      {isRequired && !codes && (
        <>
          <h2>现在没有手机？</h2>
          <Form method="post" action="/sign-out">
            <Button kind="plain" wide>
              先不设，退出登录
            </Button>
          </Form>
        </>
      )}
      <Island src={script} />
    </PhonePage>
  )
}

function Begin({ isRequired }: { isRequired: boolean }) {
  return (
    <>
      {isRequired && (
        <Notice kind="warn">
          <p>管理员能看到和改动全县的资料，所以登录时除了密码，还要填手机验证器上的 6 个数字。请先设好，再办别的事。大约要 3 分钟。</p>
        </Notice>
      )}
      <p>先在手机上准备一个验证器，下面任选一个：</p>
      <ul>
        <li>微信里搜小程序“腾讯身份验证器”；</li>
        <li>手机的应用商店里装“Microsoft Authenticator”或“FreeOTP”。</li>
      </ul>
      <Form method="post">
        <Button wide name="do" value="begin">
          准备好了，开始设
        </Button>
      </Form>
    </>
  )
}

function Confirm({
  uri,
  typed,
  isRequired,
  errors,
}: {
  uri: string
  typed: string
  isRequired: boolean
  errors?: Record<string, string[]> | undefined
}) {
  return (
    <>
      <ol>
        <li>
          打开手机上的验证器，点“扫一扫”或“＋”，对准这个方块图：
          <div>
            <QrCode text={uri} size={56} label="给验证器扫的二维码" />
          </div>
          <p className="small">
            就在这台手机上设的，点 <a href={uri}>这里打开验证器</a>。扫不了的，在验证器里选“手动输入”，账号填“梯队”，密钥填：
            <br />
            <strong>{typed}</strong>
          </p>
        </li>
        <li>验证器上会出现 6 个数字，每 30 秒换一次。把现在的数字填在下面。</li>
      </ol>
      <Form method="post">
        <Field
          label="验证器上的 6 个数字"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={40}
          errors={errors?.code}
        />
        {!isRequired && (
          <Field label="您的登录密码" name="secret" type="password" autoComplete="current-password" required errors={errors?.secret} />
        )}
        <Button wide name="do" value="confirm">
          设好
        </Button>
      </Form>
    </>
  )
}

function Codes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <h1>请收好备用码</h1>
      <Notice kind="good">
        <p>
          验证器设好了。下面的备用码只显示这一次：手机丢了或换了，用它代替验证码登录，每个只能用一次。请现在打印，或抄在纸上收好，不要和手机放在一起。
        </p>
      </Notice>
      <div className="card">
        <ul className="list">
          {codes.map((one) => (
            <li key={one}>
              <strong>{one}</strong>
            </li>
          ))}
        </ul>
      </div>
      <p className="screen-only">
        <ButtonLink href={paths.home()} wide>
          收好了，继续
        </ButtonLink>
      </p>
    </>
  )
}

function Manage({ codesLeft, errors, asked }: { codesLeft: number; errors?: readonly string[] | undefined; asked?: string | undefined }) {
  return (
    <>
      <Notice kind="good">
        <p>已经设好。还有 {codesLeft} 个备用码没有用过。</p>
      </Notice>
      <h2>要新的备用码</h2>
      <Form method="post">
        <Field
          label="验证器上的 6 个数字"
          id="renew-code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={40}
          errors={asked === 'renew' ? errors : undefined}
        />
        <Button wide kind="plain" name="do" value="renew">
          要新的备用码
        </Button>
      </Form>
      <h2>换手机，或不再用验证器</h2>
      <p>先关掉，再用新手机重新设。旧手机没有了，填一个备用码。管理员关掉以后，要马上重新设。</p>
      <Form method="post">
        <Field
          label="6 个数字，或一个备用码"
          id="remove-code"
          name="code"
          required
          maxLength={40}
          errors={asked === 'remove' ? errors : undefined}
        />
        <Button wide kind="danger" name="do" value="remove">
          关掉验证器
        </Button>
      </Form>
    </>
  )
}
