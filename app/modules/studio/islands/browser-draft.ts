// The text in this browser until the server has it: a closed tab or a dead network loses nothing.
import { deleteDraft, keepDraft, readDraft } from '#app/ui/drafts/draft-store.ts'

export interface KeptText {
  content: string
  /** The revision that it was written from. */
  base: number
}

export function openBrowserDraft(account: string, path: string) {
  const name = `${path}#writing`
  return {
    /** What never reached the server; null if all did. */
    read: (): KeptText | null => {
      const draft = readDraft(localStorage, account, name, Date.now())
      const [content = '', base = ''] = draft?.fields.map(([, value]) => value) ?? []
      return content !== '' && /^\d+$/.test(base) ? { content, base: Number(base) } : null
    },
    keep: (text: KeptText | null) => {
      if (text === null) return deleteDraft(localStorage, account, name)
      const fields: [string, string][] = [
        ['content', text.content],
        ['base', String(text.base)],
      ]
      keepDraft(localStorage, account, name, { fields, at: Date.now(), isSent: false })
    },
  }
}
