// What the editor asks the server for.
import type { Preview } from '../editor/preview-document.ts'
import type { Answer } from '../editor/saving.ts'
import { inNameOfPage } from './in-name-of.ts'
import type { ShownRemark } from '../editor/shown-remark.ts'
import type { Pasted } from './pictures/pasting.ts'

export function createEditorServer(path: string) {
  const post = (to: string, body: object, signal?: AbortSignal) =>
    fetch(inNameOfPage(`${path}/${to}`), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    })
  const read = async <T>(answer: Response): Promise<T | null> => (answer.ok ? ((await answer.json()) as T) : null)
  /** What the server says, or in a sentence why it did not. */
  async function tell<T>(asked: Promise<Response>): Promise<T | { fault: string }> {
    const answer = await asked.catch(() => null)
    if (!answer) return { fault: '网断了，等有网了请再试一次。' }
    const told = (await answer.json().catch(() => null)) as (T & { message?: string }) | null
    return answer.ok && told ? told : { fault: told?.message ?? '没有办成，请再试一次。' }
  }
  return {
    save: async (saving: { content: string; base: number }): Promise<Answer> => {
      const answer = await post('save', saving)
      return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Answer['body'] }
    },
    preview: async (content: string, signal: AbortSignal) => read<Preview>(await post('preview', { content }, signal)),
    paste: async (html: string) => {
      const form = new FormData()
      form.append('file', new Blob([html], { type: 'text/html' }), 'pasted.html')
      return tell<Pasted>(fetch(inNameOfPage(`${path}/paste`), { method: 'POST', body: form, headers: { Accept: 'application/json' } }))
    },
    /** Answers a remark, or says that it is done. */
    answer: async (answer: { remarkId: string; says?: string; isDone?: boolean }) =>
      tell<{ remarks: ShownRemark[] }>(post('remarks', answer)),
    /** Who else is there, and the latest revision; null if the server cannot be asked. */
    look: async () => {
      const answer = await fetch(`${path}/save`).catch(() => null)
      return answer && read<{ sequence: number; others: string[] }>(answer)
    },
    leave: (saving: { content: string; base: number }) =>
      navigator.sendBeacon(
        inNameOfPage(`${path}/save`),
        new Blob([JSON.stringify({ ...saving, isLeaving: true })], { type: 'application/json' }),
      ),
  }
}
