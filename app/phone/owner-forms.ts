// Forms of shop owners on their way: check-ins, messages, monthly figures, wishes and all else that is posted.
import { openOutbox, type Outbox } from './outbox.ts'
import { type Deliver, formatSavedAt } from './delivery.ts'
import { present } from '#app/present.ts'

export interface StoredForm {
  key: string
  /** Where it is sent, and what the person reads of it meanwhile. */
  to: string
  words: string
  fields: [string, string | Blob][]
  /** The page on which it was filled in. */
  page?: string
  /** The server's sentence, if it will never take it. Kept until the person throws it away, so that nothing written is lost. */
  refused?: string
}

/** A picture on a bad network takes as long as it takes, in milliseconds. */
export const formTimeout = 60_000

export const openForms = (account: string) => openOutbox<StoredForm>(account, 'mentorship')
export const isWaitingForm = ({ refused }: StoredForm) => !refused

/** The server's word on a form. */
export type FormReply = { kind: 'saved' } | { kind: 'signedOut' } | { kind: 'refused'; message: string; fields: Record<string, string[]> }

/** Sends one form. Throws when the network or the server fails. */
async function postForm(account: string, { to, fields }: StoredForm, signal: AbortSignal): Promise<FormReply> {
  const form = new FormData()
  form.set('account', account)
  for (const [name, value] of fields) form.append(name, value)
  const answer = await fetch(to, { method: 'POST', body: form, signal })
  if (answer.status === 401) return { kind: 'signedOut' }
  // 429: there is no turn now, or no more today. The form itself may still be taken.
  if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status))
  // Whoever answers without these words is not the server: a hotel's sign-in page says 200 too. Then it is tried again.
  const {
    saved,
    message,
    fields: faults = {},
  } = (await answer.json()) as { saved?: true; message?: string; fields?: Record<string, string[]> }
  if (answer.ok && saved) return { kind: 'saved' }
  if (!message) throw new Error(String(answer.status))
  return { kind: 'refused', message, fields: faults }
}

/**
 * Delivers what waits in this box, one at a time. A refusal is noted in the very box that is looked into: on a full phone only
 * that one knows of it. `heard` may take the server's word itself, where the form is still on the screen: then a refused one is
 * not kept.
 */
export const deliverForm =
  (account: string, box: Outbox<StoredForm>, heard: (key: string, said: FormReply) => boolean = () => false): Deliver<StoredForm> =>
  async ([next], signal) => {
    const item = present(next, 'form that waits')
    const said = await postForm(account, item, signal)
    if (said.kind === 'signedOut') return { waits: '登录过期了。写的都存在手机里，登录后会自动发出。' }
    const isHeard = heard(item.key, said)
    if (said.kind === 'saved') return { done: [item.key], say: formatSavedAt() }
    if (isHeard) return { done: [item.key], say: '没有收下，请看红字。' }
    const sentences = Object.values(said.fields).flat().join('')
    await box.put(item.key, { ...item, refused: sentences || said.message })
    return { done: [], say: '有一条没有收下，原因写在下面。' }
  }
