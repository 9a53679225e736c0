// A small form over the page. Escape and its left button leave everything as it was.
import { button, make } from './elements.ts'

interface Choices {
  title: string
  hint?: string
  done: string
  /** 不改了, if nothing else is said. */
  cancel?: string
  fields: HTMLElement
  /** Returns whether the form is complete; if not, it has said at its fields what is missing. Meanwhile it cannot be sent again. */
  submit: () => boolean | Promise<boolean>
  /** It was closed without. */
  cancelled?: () => void
}

export function openFormDialog({ title, hint, done, cancel: leave = '不改了', fields, submit, cancelled }: Choices) {
  const before = document.activeElement instanceof HTMLElement ? document.activeElement : null
  fields.classList.add('fields')
  const dialog = make('dialog', { className: 'block-form', 'aria-label': title })
  const close = () => {
    dialog.close()
    dialog.remove()
    if (before?.isConnected) before.focus()
  }
  const cancel = () => {
    close()
    cancelled?.()
  }
  const send = make('button', { className: 'button' }, done)
  const ended = (isComplete: boolean) => {
    send.disabled = false
    if (isComplete) close()
    else fields.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }
  const form = make(
    'form',
    {
      method: 'dialog',
      noValidate: true,
      onsubmit: (event: Event) => {
        event.preventDefault()
        const answer = submit()
        if (typeof answer === 'boolean') return ended(answer)
        send.disabled = true
        void answer.catch(() => false).then((isComplete) => dialog.isConnected && ended(isComplete))
      },
    },
    make('div', { className: 'form-head' }, make('h2', {}, title), hint ? make('span', { className: 'soft' }, hint) : null),
    fields,
    make('div', { className: 'form-foot' }, button(leave, cancel, { className: 'button plain' }), send),
  )
  dialog.append(form)
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    cancel()
  })
  const page = document.querySelector('.desk') ?? document.body
  page.append(dialog)
  dialog.showModal()
  fields.querySelector<HTMLElement>('input:not([type=checkbox]), textarea, select')?.focus()
  return { close: cancel }
}
