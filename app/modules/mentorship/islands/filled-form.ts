// A form on the screen: what was filled into it, what is wrong with it, and filling it again with what was refused.
import type { KeptForm } from '#app/phone/owner-forms.ts'
import { small } from './pictures.ts'

/** What is filled in, with the button that was pressed; pictures small, empty files left out. */
export async function fieldsOf(entered: FormData): Promise<KeptForm['fields']> {
  const fields: KeptForm['fields'] = []
  for (const [name, value] of entered) {
    if (typeof value === 'string') fields.push([name, value])
    else if (value.size > 0) fields.push([name, name === 'picture' ? await small(value) : value]) // pressed before it was made small, perhaps
  }
  return fields
}

/** What tells one filling of a form from another. */
export const sameness = (fields: KeptForm['fields']) =>
  JSON.stringify(fields.map(([name, value]) => [name, typeof value === 'string' ? value : value.size]))

/** So much of a form as its writer knows it by. */
const longestWords = 160

/** What the person reads of the form while it waits: what she wrote, or else the form's name with each field under its label. */
export function wordsOf(form: HTMLFormElement, entered: FormData): string {
  const written = ['text', 'done', 'next'].map((name) => entered.get(name)).find((it) => typeof it === 'string' && it !== '')
  if (written) return String(written)
  const lines: string[] = []
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('input, select, textarea')) {
    if (/^(hidden|file|checkbox|radio)$/.test(field.type) || field.value === '') continue
    const value = field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.textContent ?? '') : field.value
    lines.push(`${field.labels?.[0]?.textContent ?? ''} ${value.trim()}`.trim())
  }
  const title = form.dataset.words ?? ''
  return (lines.length > 0 ? `${title}：${lines.join('，')}` : title).slice(0, longestWords)
}

/** Takes away what was said of an earlier try. */
function forget(form: HTMLFormElement) {
  for (const said of [...form.querySelectorAll('[data-said]')]) said.remove()
  for (const field of form.querySelectorAll('[data-wrong]')) {
    field.removeAttribute('aria-invalid')
    field.removeAttribute('data-wrong')
  }
}

/** Says what is wrong, above the form and at each field. Everything that was filled in stays. */
export function sayWrong(form: HTMLFormElement, message: string, fields: Record<string, string[]>) {
  forget(form)
  const elsewhere: string[] = []
  for (const name of Object.keys(fields)) {
    const sentence = fields[name]!.join(' ')
    const field = form.querySelector(`[name="${CSS.escape(name)}"]`)
    if (!field || field.getAttribute('type') === 'hidden') {
      elsewhere.push(sentence)
      continue
    }
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('data-wrong', '')
    const said = document.createElement('span')
    said.className = 'field-error'
    said.dataset.said = ''
    said.textContent = sentence
    ;(field.closest('.field, fieldset') ?? field.parentElement!).append(said)
  }
  const notice = document.createElement('div')
  notice.className = 'notice bad'
  notice.dataset.said = ''
  notice.setAttribute('role', 'alert')
  notice.tabIndex = -1
  const text = document.createElement('p')
  text.textContent = [message, ...elsewhere.filter((sentence) => sentence !== message)].join('')
  notice.append(text)
  form.prepend(notice)
  const fold = form.closest('details')
  if (fold) fold.open = true
  notice.focus()
  notice.scrollIntoView({ block: 'center' })
}

/** Fills a form again. Files cannot be put back; their writer is told. */
export function fill(form: HTMLFormElement, fields: KeptForm['fields']) {
  const given = new Map<string, string[]>()
  for (const [name, value] of fields) if (typeof value === 'string') given.set(name, [...(given.get(name) ?? []), value])
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('input, select, textarea')) {
    const values = given.get(field.name) ?? []
    if (field.type === 'hidden' || field.type === 'file') continue
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio'))
      field.checked = values.includes(field.value)
    else if (values.length > 0) field.value = values[0]!
  }
}

/** Whether a kept form is one of this: the hidden fields that say what it is about are the same. */
export const isOf = (form: HTMLFormElement, { fields }: KeptForm) => {
  const about = [...form.querySelectorAll<HTMLInputElement>('input[type=hidden][data-about]')]
  return about.length > 0 && about.every(({ name, value }) => fields.some(([other, given]) => other === name && given === value))
}
