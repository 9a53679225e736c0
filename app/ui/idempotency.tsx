// The hidden field that makes a form count once (app/http/idempotency.server.ts), and the notice about a second
// submission.
import { Notice } from './notice.tsx'

export const IdempotencyField = ({ idempotencyKey }: { idempotencyKey: string }) => (
  <input type="hidden" name="press" value={idempotencyKey} />
)

/** `what` was issued already by the first submission; `back` is the page from which to start again. */
export const AlreadySubmitted = ({ what, back }: { what: string; back: string }) => (
  <Notice kind="warn">
    <p>
      {what}刚才已经发过了。要重发，请<a href={back}>回到名单</a>再点一次。
    </p>
  </Notice>
)
