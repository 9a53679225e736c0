// Makes elements of a page in one line each.

type Child = Node | string | null | undefined | false

/** An element with properties and children. `on…` are listeners; names with a hyphen and `role` are attributes. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener)
    else if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, `${value as string | number | boolean}`)
    else Object.assign(element, { [name]: value })
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false))
  return element
}

export const button = (label: string, press: () => void, properties: Record<string, unknown> = {}) =>
  make('button', { type: 'button', onclick: press, ...properties }, label)

let made = 0

/** An entry with its label, a hint and a place for what is wrong. */
export function labelled(label: string, entry: HTMLElement, hint: string | null = null): HTMLElement {
  const id = (entry.id ||= `entry-${++made}`)
  const field = make('div', { className: 'field' }, make('label', { for: id }, label))
  if (hint) {
    field.append(make('span', { className: 'hint', id: `${id}-hint` }, hint))
    entry.setAttribute('aria-describedby', `${id}-hint`)
  }
  field.append(entry)
  return field
}

/** Says at an entry what is wrong with it; null takes it away. */
export function setFault(entry: HTMLElement, fault: string | null) {
  const id = `${entry.id}-error`
  document.getElementById(id)?.remove()
  const described = (entry.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one !== '' && one !== id)
  if (fault) {
    entry.after(make('span', { className: 'field-error', id }, fault))
    described.push(id)
    entry.setAttribute('aria-invalid', 'true')
  } else entry.removeAttribute('aria-invalid')
  if (described.length > 0) entry.setAttribute('aria-describedby', described.join(' '))
  else entry.removeAttribute('aria-describedby')
}
