// A small form over the page. Escape and 不改了 leave everything as it was.
import { button, make } from './elements.ts'

interface Choices {
  title: string
  hint?: string
  done: string
  fields: HTMLElement
  /** Returns whether the form is complete; if not, it has said at its fields what is missing. */
  submit: () => boolean
}

export function openFormDialog({ title, hint, done, fields, submit }: Choices) {
  const before = document.activeElement instanceof HTMLElement ? document.activeElement : null
  fields.classList.add('fields')
  const dialog = make('dialog', { className: 'block-form', 'aria-label': title })
  const close = () => {
    dialog.close()
    dialog.remove()
    if (before?.isConnected) before.focus()
  }
  const form = make(
    'form',
    {
      method: 'dialog',
      noValidate: true,
      onsubmit: (event: Event) => {
        event.preventDefault()
        if (submit()) close()
        else fields.querySelector<HTMLElement>('[aria-invalid]')?.focus()
      },
    },
    make('div', { className: 'form-head' }, make('h2', {}, title), hint ? make('span', { className: 'soft' }, hint) : null),
    fields,
    make(
      'div',
      { className: 'form-foot' },
      button('不改了', close, { className: 'button plain' }),
      make('button', { className: 'button' }, done),
    ),
  )
  dialog.append(form)
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    close()
  })
  const page = document.querySelector('.desk') ?? document.body
  page.append(dialog)
  dialog.showModal()
  fields.querySelector<HTMLElement>('input:not([type=checkbox]), textarea, select')?.focus()
}
