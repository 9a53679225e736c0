// Drafts of forms at a desk, in this browser only: what somebody typed and has not sent yet. Desks are shared, so a draft
// belongs to an account, has no secrets and no numbers of persons, and is deleted with signing out.

export interface Draft {
  /** The names and values of the filled fields, in the order of the form. */
  fields: [name: string, value: string][]
  /** When it was last changed, in milliseconds. */
  at: number
  /** Whether the form was sent with it: kept until the server has answered. */
  isSent: boolean
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'tidui-draft:'
const maxAge = 7 * 24 * 3_600_000
/** Characters of one draft: a plan of 120 sessions has a tenth of it. */
const maxSize = 200_000
const maxDrafts = 20

const keyOf = (account: string, form: string) => `${prefix}${account}:${form}`

const listKeys = (store: Store) =>
  Array.from({ length: store.length }, (_, nth) => store.key(nth)).filter((key): key is string => key?.startsWith(prefix) ?? false)

function parse(text: string | null): Draft | null {
  try {
    const draft = JSON.parse(text ?? 'null') as Draft | null
    return draft && Array.isArray(draft.fields) && typeof draft.at === 'number' ? draft : null
  } catch {
    return null
  }
}

/** Returns the draft of a form; null if there is none, or if it is older than a week. */
export function readDraft(store: Store, account: string, form: string, now: number): Draft | null {
  const draft = parse(store.getItem(keyOf(account, form)))
  return draft && now - draft.at < maxAge ? draft : null
}

/** Keeps a draft. One that does not fit, in the budget or on the disk, is not kept: the form itself stays on the screen. */
export function keepDraft(store: Store, account: string, form: string, draft: Draft): boolean {
  const text = JSON.stringify(draft)
  if (text.length > maxSize) return false
  try {
    makeRoom(store, keyOf(account, form), draft.at)
    store.setItem(keyOf(account, form), text)
    return true
  } catch {
    return false
  }
}

/** Notes that what was sent from the forms of a page was not received. */
export function markUnsent(store: Store, path: string): void {
  for (const key of listKeys(store)) {
    const draft = parse(store.getItem(key))
    const form = key.slice(key.indexOf(':', prefix.length) + 1)
    if (draft?.isSent && form.startsWith(`${path}#`)) store.setItem(key, JSON.stringify({ ...draft, isSent: false }))
  }
}

export const deleteDraft = (store: Store, account: string, form: string) => store.removeItem(keyOf(account, form))

/** Deletes all drafts, of every account: somebody signs out, and somebody else may sit down. */
export function deleteAllDrafts(store: Store): void {
  for (const key of listKeys(store)) store.removeItem(key)
}

/** Deletes old drafts, and the oldest beyond a number. */
function makeRoom(store: Store, own: string, now: number): void {
  const others = listKeys(store)
    .filter((key) => key !== own)
    .map((key) => ({ key, at: parse(store.getItem(key))?.at ?? 0 }))
    .sort((one, other) => other.at - one.at)
  for (const [nth, { key, at }] of others.entries()) if (nth >= maxDrafts - 1 || now - at >= maxAge) store.removeItem(key)
}
