// Messages between the two of a pairing, with pictures; one that hurts can be brought before the coordinator.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { sayMoment } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeReport } from '#app/http/owner-forms.server.ts'
import { nameOfForm, takeMessage } from '#app/http/pairing-forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readPairing } from '#app/modules/pairings/pairings.server.ts'
import { takesMessages } from '#app/modules/pairings/pairing.workflow.ts'
import { OwnerForm, OwnerScript, WaitingForms } from '#app/modules/mentorship/pages/owner-form.tsx'
import { notYours } from '#app/refusal.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { Badge, Empty, ErrorSummary } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '留言 · 梯队' }]

/** Older ones are on the pages before. */
const aPage = 40

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  return orRefuse(async () => {
    const pairing = await readPairing(asked.context.site, viewer, { pairingId: asked.params.pairing! })
    if (pairing.side === null) throw notYours('这是结对双方自己的页面。')
    const other = pairing[pairing.side === 'west' ? 'east' : 'west'].name
    const isAll = new URL(asked.request.url).searchParams.has('all')
    const messages = isAll ? pairing.messages : pairing.messages.slice(-aPage)
    return {
      account: viewer.accountId,
      script: islandUrl('owner.js'),
      id: pairing.id,
      other,
      form: nameOfForm(),
      canWrite: takesMessages(pairing.state),
      hasOlder: messages.length < pairing.messages.length,
      messages: messages.map(({ id, side, text, pictureId, at, reportReason, settledAt }) => ({
        id,
        isMine: side === pairing.side,
        text,
        picture: pictureId && paths.shopFile(pictureId),
        at: sayMoment(at),
        isReported: reportReason !== null,
        isSettled: settledAt !== null,
      })),
    }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { site } = asked.context
    const pairingId = asked.params.pairing!
    const form = await formOf(request)
    if (form.has('messageId')) await takeReport(site, viewer, String(form.get('messageId')), form)
    else await takeMessage(site, viewer, pairingId, form)
    return redirect(`${paths.messages(pairingId)}#write`)
  })

export default function MessagesPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
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
            <strong>{message.isMine ? '我' : page.other}</strong> <span className="soft">{message.at}</span>
            {message.text && <p>{message.text}</p>}
            {message.picture && <img src={message.picture} alt={`${message.isMine ? '我' : page.other}发的图片`} loading="lazy" />}
            {message.isReported &&
              (message.isSettled ? <Badge kind="good">反映过，协调员已处理</Badge> : <Badge kind="warn">已反映给协调员</Badge>)}
            {!message.isMine && !message.isReported && (
              <details open={entered?.messageId === message.id}>
                <summary>这条有问题</summary>
                <OwnerForm
                  what="report"
                  about={message.id}
                  words="这条留言有问题"
                  next={`${paths.messages(page.id)}?to=${page.form}`}
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
                </OwnerForm>
              </details>
            )}
          </li>
        ))}
      </ul>
      <WaitingForms />
      {page.canWrite && (
        <Form
          method="post"
          encType="multipart/form-data"
          id="write"
          data-outbox={`/pairings/${page.id}/sent`}
          data-next={`${paths.messages(page.id)}?to=${page.form}#write`}
          data-words="图片"
        >
          <input type="hidden" name="what" value="message" />
          <input type="hidden" name="device" value={entered?.device ?? page.form} />
          <input type="hidden" name="sequence" value="1" />
          <TextField label={`给${page.other}留言`} name="text" defaultValue={entered?.text} errors={errors?.text} />
          <Field label="图片" name="picture" type="file" accept="image/jpeg,image/png,image/webp" errors={errors?.picture} />
          <Button wide>发出</Button>
        </Form>
      )}
      <OwnerScript account={page.account} keep={[paths.myShops(), paths.pairing(page.id), paths.messages(page.id)]} src={page.script} />
    </PhonePage>
  )
}
