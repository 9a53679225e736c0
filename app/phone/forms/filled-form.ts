// A form on the screen: reading its values, showing errors, and filling it again after a refusal.
import type { StoredForm } from '../stored-forms.ts'
import { findMissing, formatFilledForm } from './form-summary.ts'
import { shrinkPicture } from './pictures.ts'

/** Reads the values, with the pressed button; pictures are shrunk, empty files left out. */
export async function readFields(entered: FormData): Promise<StoredForm['fields']> {
  const fields: StoredForm['fields'] = []
  for (const [name, value] of entered) {
    if (typeof value === 'string') fields.push([name, value])
    else if (value.size > 0) fields.push([name, name === 'picture' ? await shrinkPicture(value) : value]) // the form may be submitted before the picture was shrunk
  }
  return fields
}

/** Returns a key that distinguishes one set of values from another. */
export const computeFormKey = (fields: StoredForm['fields']) =>
  JSON.stringify(fields.map(([name, value]) => [name, typeof value === 'string' ? value : value.size]))

type Entered = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const fieldsIn = (form: HTMLFormElement) => [...form.querySelectorAll<Entered>('input, select, textarea')]
const isBox = ({ type }: Entered) => type === 'checkbox' || type === 'radio'
const labelOf = (field: Entered) => field.labels?.[0]?.textContent?.trim() ?? ''

/**
 * Serialises a form's values: comparing two results shows whether something was entered meanwhile. A shrunk picture counts as the same; an
 * empty file input has no name and date here, because browsers date it to the current moment.
 */
export const serialiseForm = (form: HTMLFormElement) =>
  JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.size > 0 && [value.name, value.lastModified],
    ]),
  )

/** Whether the form has values that the page did not come with. */
export const isTouched = (form: HTMLFormElement) =>
  fieldsIn(form).some((field) => {
    if (field.type === 'hidden') return false
    if (field instanceof HTMLSelectElement)
      return (
        field.options.length > 0 &&
        field.selectedIndex !==
          Math.max(
            0,
            [...field.options].findIndex((option) => option.defaultSelected),
          )
      )
    if (field.type === 'file') return (field as HTMLInputElement).files!.length > 0 || field.dataset.recording !== undefined
    if (isBox(field)) return (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked
    return field.value !== field.defaultValue
  })

/** Returns the summary that the owner sees while the form waits: what was written and chosen, under the form's name if it has one. */
export function summariseForm(form: HTMLFormElement, entered: FormData): string {
  const written = ['text', 'done', 'next'].find((name) => String(entered.get(name) ?? '').trim() !== '')
  const pressed = [...form.querySelectorAll<HTMLButtonElement>('button[name]')].find(({ name, value }) => entered.get(name) === value)
  const answers = fieldsIn(form)
    .filter(
      (field, at, all) =>
        field.type !== 'hidden' &&
        !field.closest('[hidden]') &&
        field.name !== written &&
        (!isBox(field) || all.findIndex(({ name }) => name === field.name) === at),
    )
    .map((field) => formatAnswer(form, field))
  return formatFilledForm({
    title: form.dataset.words ?? '',
    written: written ? String(entered.get(written)).trim() : '',
    answers: [pressed?.textContent?.trim() ?? '', ...answers],
  })
}

/** Formats a field's answer; empty if it was left open. Checkboxes with none ticked count as answered. */
function formatAnswer(form: HTMLFormElement, field: Entered): string {
  if (isBox(field)) {
    const ticked = [...form.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(field.name)}"]:checked`)].map(labelOf)
    if (field.type === 'radio') return ticked[0] ?? ''
    const what = field.closest('fieldset')?.querySelector('legend')?.textContent ?? ''
    return `${what} ${ticked.join('、') || '没选'}`
  }
  if (field.value.trim() === '') return ''
  if (field.type === 'file') return labelOf(field)
  const value = field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.textContent ?? '') : field.value
  return `${field.dataset.words ?? labelOf(field)} ${value.trim()}`
}

/** Finds required fields without a value, with a sentence for each. The browser checks `required` too, but accepts blanks. */
export function findMissingFields(form: HTMLFormElement, entered: FormData): Record<string, string[]> {
  const required = fieldsIn(form).filter((field) => field.required && !isBox(field) && field.type !== 'file')
  const asking = [form, ...form.querySelectorAll<HTMLElement>('fieldset[data-needs]')].filter((part) => !part.closest('[hidden]'))
  return findMissing(entered, {
    required: required.map((field) => ({ name: field.name, label: labelOf(field) })),
    oneOf: asking.flatMap(({ dataset: { needs, needsWords } }) =>
      needs && needsWords ? [{ names: needs.split(' '), words: needsWords }] : [],
    ),
  })
}

/** Removes the errors of an earlier try. */
export function clearErrors(form: HTMLFormElement) {
  for (const said of [...form.querySelectorAll('[data-said]')]) said.remove()
  for (const field of form.querySelectorAll('[data-wrong]')) {
    field.removeAttribute('aria-invalid')
    field.removeAttribute('data-wrong')
  }
}

/** Shows what is wrong, above the form and at each field. All values stay. */
export function showErrors(form: HTMLFormElement, message: string, fields: Record<string, string[]>) {
  clearErrors(form)
  const elsewhere: string[] = []
  for (const [name, sentences] of Object.entries(fields)) {
    const sentence = sentences.join(' ')
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

/** Fills a form again. Files cannot be put back; a notice says so. */
export function fillForm(form: HTMLFormElement, fields: StoredForm['fields']) {
  const given = new Map<string, string[]>()
  for (const [name, value] of fields) if (typeof value === 'string') given.set(name, [...(given.get(name) ?? []), value])
  for (const field of fieldsIn(form)) {
    const values = given.get(field.name) ?? []
    if (field.type === 'hidden' || field.type === 'file') continue
    if (isBox(field)) (field as HTMLInputElement).checked = values.includes(field.value)
    else field.value = values[0] ?? field.value
  }
  form.dispatchEvent(new Event('change', { bubbles: true })) // parts that are shown with an answer
}

/** Whether a stored form belongs to this one: the hidden fields that say what it is about are equal. */
export const isSameForm = (form: HTMLFormElement, { fields }: StoredForm) => {
  const about = [...form.querySelectorAll<HTMLInputElement>('input[type=hidden][data-about]')]
  return about.length > 0 && about.every(({ name, value }) => fields.some(([other, given]) => other === name && given === value))
}
