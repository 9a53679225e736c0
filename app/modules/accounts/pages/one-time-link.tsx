// A one-time link to hand over: whose, for how long, to copy, to scan.
import { formatTerm } from '#app/calendar.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { QrCode } from '#app/ui/qr-code.tsx'

export interface HandedLink {
  name: string
  url: string
  expiresAt: Date
}

export const OneTimeLink = ({ name, url, expiresAt }: HandedLink) => (
  <section className="card handed-link">
    <h2>{`${name}的一次性登录链接`}</h2>
    <Notice kind="warn">
      <p>{`只显示这一次。请现在交给${name}本人：复制下面的网址发给本人，或者让本人用手机扫码。请在${formatTerm(expiresAt)}打开，自己设密码。`}</p>
    </Notice>
    <div className="row">
      <QrCode text={url} size={36} label={`${name}的登录二维码`} />
      <Field
        label="网址"
        hint="点一下框，按 Ctrl+A 全选，再按 Ctrl+C 复制"
        name="link"
        defaultValue={url}
        readOnly
        autoFocus
        size={url.length}
      />
      <Button kind="plain" type="button" data-copy="field-link" hidden>
        复制网址
      </Button>
    </div>
  </section>
)
