// Whether the two of a pairing were in touch: one tap for each, and a longer form on a page of its own.
import { Form } from '@remix-run/react'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import type { MyPairing } from './my-pairing.ts'

interface ContactCardProps {
  pairing: MyPairing
  /** The day by which both should say it, as Chinese text. */
  contactDue: string
  /** Idempotency key of the form: posted twice, it is one check-in. */
  form: string
}

export function ContactCard({ pairing, contactDue, form }: ContactCardProps) {
  const { other, said, otherSaid, isFar } = pairing
  return (
    <section className="card">
      {said === null && isFar ? (
        <h2>这次的说过了，下次{contactDue}</h2>
      ) : said === null ? (
        <h2>最近两周，{other.name}和您联系过吗？</h2>
      ) : (
        <>
          <h2>您说了：{said ? '联系过' : '没联系'}</h2>
          <p>
            {otherSaid === null ? `等${other.name}也说。` : otherSaid ? `${other.name}说联系过。` : `${other.name}说没联系。`}
            {said && !otherSaid ? '双方都说联系过，才算。可以给对方留个言。' : '联系上了，就再点一次。'}
          </p>
        </>
      )}
      <Form
        method="post"
        action={paths.checkIn(pairing.id)}
        data-outbox={`/pairings/${pairing.id}/sent`}
        data-next={paths.pairing(pairing.id)}
        encType="multipart/form-data"
      >
        <input type="hidden" name="device" value={form} />
        <input type="hidden" name="sequence" value="1" />
        <div className="two">
          <Button name="contacted" value="yes" kind={said === null && !isFar ? 'main' : 'plain'}>
            联系过
          </Button>
          <Button name="contacted" value="no" kind="plain">
            没联系
          </Button>
        </div>
      </Form>
      <p>
        {said === null && (isFar ? '又联系过，随时可以记一笔。' : '点一下就行。')}
        <a href={paths.checkIn(pairing.id)}>多说几句、传照片、录音</a>
      </p>
      <p className="soft">
        {pairing.contacts > 0 && `双方都说联系过的，已有 ${pairing.contacts} 次。`}
        {said === null && !isFar && `${contactDue}。双方都说联系过，才算联系过。`}
      </p>
    </section>
  )
}
