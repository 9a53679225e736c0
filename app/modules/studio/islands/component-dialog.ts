// The form of a component, made from the component table: its attributes are fields, what is in it are fields or forms of its own.
import { present } from '#app/present.ts'
import type { ComponentForm, FieldForm } from '../editor/component-form.ts'
import { type ComponentValues, emptyValues, fillIds, findFormFaults, type PartValues, writeValues } from '../editor/component-values.ts'
import type { ComponentNode } from '../editor/source-tree.ts'
import { button, labelled, make, setFault } from './elements.ts'
import { openFormDialog } from './form-dialog.ts'
import { type Pictures, showThumbnails } from './pictures/picture-choice.ts'

export interface Surroundings extends Pictures {
  forms: Readonly<Record<string, ComponentForm>>
}

/** The form of a component that the table has. */
export const formOf = ({ forms }: Pick<Surroundings, 'forms'>, name: string): ComponentForm => present(forms[name], name)

type Entry = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function makeEntry(field: FieldForm, value: string | undefined, { files }: Surroundings): Entry {
  if (field.kind === 'text') return make('textarea', { rows: 2, value: value ?? '' })
  if (field.kind !== 'choice' && field.kind !== 'file')
    return make('input', { type: 'text', value: value ?? '', inputMode: field.kind === 'number' ? 'decimal' : 'text', autocomplete: 'off' })
  const fitting = field.kind === 'file' ? files.filter((name) => field.endings.some((ending) => name.endsWith(`.${ending}`))) : []
  const choices = field.kind === 'file' ? fitting.map((name) => ({ value: name, label: name })) : field.choices
  const known = choices.some((choice) => choice.value === value)
  const select = make(
    'select',
    {},
    ...(value && known
      ? []
      : [
          make(
            'option',
            { value: value ?? '' },
            value ? `${value}（课程里没有）` : fitting.length === 0 && field.kind === 'file' ? '课程里还没有这种文件' : '请选',
          ),
        ]),
    ...choices.map((choice) => make('option', { value: choice.value }, choice.label)),
  )
  select.value = value ?? ''
  return select
}

/** The fields of one component, and of those in it. `read` gives what is entered. */
interface Part {
  element: HTMLElement
  read: () => ComponentValues
  /** Where each value is entered, by its path; parts may come and go. */
  entries: () => Map<string, HTMLElement>
}

function makeFields(values: ComponentValues, around: Surroundings): Part {
  const form = formOf(around, values.name)
  const element = make('div')
  const entries = new Map<string, HTMLElement>()
  const rare = make('div')
  const ticks: [string, HTMLInputElement][] = []
  for (const field of form.fields) {
    if (field.kind === 'tick') {
      const tick = make('input', { type: 'checkbox', checked: Object.hasOwn(values.attributes, field.name), name: field.name })
      ticks.push([field.name, tick])
      element.append(make('label', { className: 'tick-field' }, tick, field.label))
      continue
    }
    const entry = makeEntry(field, values.attributes[field.name], around)
    entries.set(field.name, entry)
    const box = labelled(field.isRequired ? field.label : `${field.label}（可以不写）`, entry, field.hint)
    const thumbnails = field.kind === 'file' && entry instanceof HTMLSelectElement ? showThumbnails(entry, field.endings, around) : null
    if (thumbnails) box.append(thumbnails)
    ;(field.isRare ? rare : element).append(box)
  }
  const inner = makeInner(values, form, around)
  if (inner) {
    element.append(inner.element)
    entries.set('inner', inner.entry)
  }
  // What has a usual value, or is made by itself.
  if (rare.childElementCount > 0) element.append(make('details', {}, make('summary', {}, '更多'), rare))
  const read = (): ComponentValues => {
    const attributes: Record<string, string> = {}
    for (const { name, kind } of form.fields) {
      const entered = kind === 'tick' ? undefined : (entries.get(name) as Entry).value
      if (entered !== undefined && (entered !== '' || Object.hasOwn(values.attributes, name))) attributes[name] = entered
    }
    for (const [name, tick] of ticks) if (tick.checked) attributes[name] = values.attributes[name] ?? ''
    return { ...values, attributes, ...inner?.read() }
  }
  return { element, read, entries: () => new Map([...entries, ...(inner?.entries() ?? [])]) }
}

interface Inner {
  element: HTMLElement
  /** Where it is said what is wrong. */
  entry: HTMLElement
  entries: () => Map<string, HTMLElement>
  read: () => Partial<ComponentValues>
}

function makeInner(values: ComponentValues, form: ComponentForm, around: Surroundings): Inner | null {
  if (form.inner === 'none') return null
  if (form.inner === 'parts') return makeParts(values, form, around)
  const isSteps = form.inner === 'steps'
  const entry = make('textarea', { rows: isSteps ? 6 : 3, value: isSteps ? values.steps.join('\n') : values.text })
  return {
    element: labelled(form.innerLabel, entry, isSteps ? '一步写一行，编号会自动加上。' : null),
    entry,
    entries: () => new Map(),
    read: () => (isSteps ? { steps: entry.value.split('\n') } : { text: entry.value }),
  }
}

/** Sub-forms: added, taken away and moved. */
function makeParts(values: ComponentValues, form: ComponentForm, around: Surroundings): Inner {
  const list = make('div')
  const error = make('p', { id: `parts-${Math.random().toString(36).slice(2)}`, className: 'parts-error', tabIndex: -1 })
  let parts: { values: PartValues; part: Part; box: HTMLFieldSetElement; legend: HTMLElement }[] = []
  const renew = () => {
    list.replaceChildren(...parts.map(({ box }) => box))
    parts.forEach(({ values: { name }, legend }, nth) => {
      const { label } = formOf(around, name)
      legend.textContent = form.parts.length > 1 ? label : `${label} ${nth + 1}`
    })
  }
  const move = (box: HTMLElement, by: number) => {
    const at = parts.findIndex((one) => one.box === box)
    parts.splice(Math.max(0, at + by), 0, ...parts.splice(at, 1))
    renew()
  }
  const add = (one: PartValues) => {
    const part = makeFields(one, around)
    const legend = make('legend')
    const box: HTMLFieldSetElement = make(
      'fieldset',
      {},
      legend,
      part.element,
      make(
        'div',
        { className: 'part-buttons' },
        button('上移', () => move(box, -1)),
        button('下移', () => move(box, 1)),
        button('删掉', () => {
          parts = parts.filter((other) => other.box !== box)
          renew()
        }),
      ),
    )
    if (form.onlyOne) keepOnlyOne(box, list, form.onlyOne.field)
    parts.push({ values: one, part, box, legend })
  }
  values.parts.forEach(add)
  renew()
  const more = form.parts.map((name) =>
    button(
      `＋ 加一个${formOf(around, name).label}`,
      () => {
        add({ ...emptyValues(name, around.forms), was: null })
        renew()
        parts.at(-1)?.box.querySelector<HTMLElement>('input, textarea')?.focus()
      },
      { className: 'button plain' },
    ),
  )
  return {
    element: make('div', {}, error, list, make('div', { className: 'row' }, ...more)),
    entry: error,
    entries: () =>
      new Map(parts.flatMap(({ part }, nth) => [...part.entries()].map(([path, entry]) => [`parts.${nth}.${path}`, entry] as const))),
    read: () => ({ parts: parts.map(({ values: one, part }) => ({ ...part.read(), was: one.was })) }),
  }
}

/** Ticking one takes the tick from the others. */
const keepOnlyOne = (box: HTMLElement, list: HTMLElement, field: string) =>
  box.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== field || !target.checked) return
    for (const other of list.querySelectorAll<HTMLInputElement>(`input[name="${field}"]`)) if (other !== target) other.checked = false
  })

interface DialogOptions extends Surroundings {
  name: string
  /** The component that is changed; null for a new one. */
  node: ComponentNode | null
  values: ComponentValues | null
  /** The whole lesson, for ids that it has. */
  source: string
  done: (written: string) => void
}

/** Opens the form of a component. */
export function openComponentDialog({ name, node, values, source, done, ...around }: DialogOptions) {
  const form = formOf(around, name)
  const part = makeFields(values ?? emptyValues(name, around.forms), around)
  // Once something is wrong, it is said as long as it is, and no longer.
  let isTold = false
  const filledNow = () => fillIds(part.read(), around.forms, source)
  const tell = () => {
    const faults = findFormFaults(filledNow(), around.forms)
    for (const [path, entry] of part.entries()) setFault(entry, faults[path] ?? null)
    return Object.keys(faults).length === 0
  }
  part.element.addEventListener('input', () => isTold && tell())
  openFormDialog({
    title: form.label,
    hint: form.hint,
    done: node ? '改好了' : '放进去',
    fields: part.element,
    submit: () => {
      isTold = true
      if (!tell()) return false
      done(writeValues(node, filledNow(), around.forms))
      return true
    },
  })
}
