// Messages between the two of a pairing, with pictures; an offensive one can be reported to the coordinator.
import { Form } from '@remix-run/react'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { Badge, Empty, ErrorSummary } from '#app/ui/notice.tsx'
import { OutboxForm, WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import { acceptsMessages } from '#app/modules/pairings/pairing.states.ts'
import type { MyMessages } from './my-pairing.ts'

interface MessagesPageProps {
  account: string
  script: string
  page: MyMessages
  /** Idempotency key of a new message: posted twice, it is one message. */
  form: string
  refused: Refused | null
}

export function MessagesPage({ account, script, page, form, refused }: MessagesPageProps) {
  const entered = refused?.entered
  const errors = refused?.refused.fields
  return (
    <PhonePage title="留言" back={{ href: paths.pairing(page.id), label: '结对' }}>
      <ErrorSummary refused={refused?.refused} />
      <h1>和{page.other}的留言</h1>
      {page.hasOlder && (
        <p>
          <a href="?all">看更早的留言</a>
        </p>
      )}
      {page.messages.length === 0 && <Empty>还没有留言。</Empty>}
      <ul className="list">
        {page.messages.map((message) => (
          <li key={message.id} className={`card${message.isMine ? ' mine' : ''}`}>
            <strong>{message.isMine ? '我' : page.other}</strong> <span className="soft">{formatMoment(message.at)}</span>
            {message.text && <p>{message.text}</p>}
            {message.pictureId && (
              <img src={paths.shopFileContent(message.pictureId)} alt={`${message.isMine ? '我' : page.other}发的图片`} loading="lazy" />
            )}
            {message.isReported &&
              (message.isSettled ? <Badge kind="good">反映过，协调员已处理</Badge> : <Badge kind="warn">已反映给协调员</Badge>)}
            {!message.isMine && !message.isReported && (
              <details open={entered?.messageId === message.id}>
                <summary>这条有问题</summary>
                <OutboxForm
                  what="report"
                  about={message.id}
                  words="这条留言有问题"
                  next={`${paths.messages(page.id)}?to=${form}`}
                  does={{ messageId: message.id }}
                >
                  <TextField
                    id={`reason-${message.id}`}
                    label="有什么问题"
                    hint="协调员会看到这一条，别的看不到"
                    name="reason"
                    rows={2}
                    required
                    defaultValue={entered?.messageId === message.id ? entered.reason : undefined}
                    errors={entered?.messageId === message.id ? errors?.reason : undefined}
                  />
                  <Button kind="plain">反映给协调员</Button>
                </OutboxForm>
              </details>
            )}
          </li>
        ))}
      </ul>
      <WaitingForms />
      {acceptsMessages(page.state) && (
        <Form
          method="post"
          encType="multipart/form-data"
          id="write"
          data-outbox={`/pairings/${page.id}/sent`}
          data-next={`${paths.messages(page.id)}?to=${form}#write`}
          data-needs="text picture"
          data-needs-words="请写要说的话，或选一张图片"
        >
          <input type="hidden" name="what" value="message" />
          <input type="hidden" name="device" value={entered?.device ?? form} />
          <input type="hidden" name="sequence" value="1" />
          <TextField label={`给${page.other}留言`} name="text" defaultValue={entered?.text} errors={errors?.text} />
          <Field label="图片" name="picture" type="file" accept="image/jpeg,image/png,image/webp" errors={errors?.picture} />
          <Button wide>发出</Button>
        </Form>
      )}
      <OwnerScript account={account} keep={[paths.myShops(), paths.pairing(page.id), paths.messages(page.id)]} src={script} />
    </PhonePage>
  )
}
