// Sends forms that wait: those of shop owners, and what trainees hand in and ask.
import { openOutbox, type Outbox } from './outbox.ts'
import { type Deliver, formatSavedAt } from './delivery.ts'
import { present } from '#app/present.ts'

export interface StoredForm {
  key: string
  /** Where it is sent, and what the person reads about it meanwhile. */
  to: string
  words: string
  fields: [string, string | Blob][]
  /** The page on which it was filled in. */
  page?: string
  /**
   * The server's message, if it will never accept the form. Kept until the person discards it, so that nothing written
   * is lost.
   */
  refused?: string
}

/** In milliseconds: a picture takes long on a bad network. */
export const formTimeout = 60_000

export const openForms = (account: string) => openOutbox<StoredForm>(account, 'mentorship')
export const isWaitingForm = ({ refused }: StoredForm) => !refused

/** The server's reply to a form. */
export type FormReply = { kind: 'saved' } | { kind: 'signedOut' } | { kind: 'refused'; message: string; fields: Record<string, string[]> }

/** Sends one form. Throws if the network or the server fails. */
async function postForm(account: string, { to, fields }: StoredForm, signal: AbortSignal): Promise<FormReply> {
  const form = new FormData()
  form.set('account', account)
  for (const [name, value] of fields) form.append(name, value)
  const answer = await fetch(to, { method: 'POST', body: form, signal })
  if (answer.status === 401) return { kind: 'signedOut' }
  // 429: there is no turn now, or no more today. The form itself may still be accepted.
  if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status))
  // A response without these fields is not the server's: a hotel's sign-in page answers 200 too. Then it is retried.
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
 * Delivers the waiting forms of this outbox, one at a time. A refusal is stored in the same outbox object: on a full
 * phone only that one knows about it. `heard` may handle the server's reply itself while the form is still on the
 * screen: then a refused form is not kept.
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
