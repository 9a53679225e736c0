// What the editor asks the server for.
import type { Preview } from '../editor/preview-document.ts'
import type { Answer } from '../editor/saving.ts'

export interface Pasted {
  text: string
  /** What did not come over. */
  left: { what: string; advice: string }[]
}

export function createEditorServer(path: string) {
  const post = (to: string, body: object, signal?: AbortSignal) =>
    fetch(`${path}/${to}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    })
  const read = async <T>(answer: Response): Promise<T | null> => (answer.ok ? ((await answer.json()) as T) : null)
  return {
    save: async (saving: { content: string; base: number }): Promise<Answer> => {
      const answer = await post('save', saving)
      return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Answer['body'] }
    },
    preview: async (content: string, signal: AbortSignal) => read<Preview>(await post('preview', { content }, signal)),
    paste: async (html: string) => read<Pasted>(await post('paste', { html })),
    /** Who else is there, and the latest revision; null if the server cannot be asked. */
    look: async () => {
      const answer = await fetch(`${path}/save`).catch(() => null)
      return answer && read<{ sequence: number; others: string[] }>(answer)
    },
    leave: (saving: { content: string; base: number }) =>
      navigator.sendBeacon(`${path}/save`, new Blob([JSON.stringify({ ...saving, isLeaving: true })], { type: 'application/json' })),
  }
}
