// A component as the fields of a form, and back. What was not changed stays as it was typed.
import { type Attribute, type ComponentNode, printOpening, type SourceNode, toSource } from './source-tree.ts'
import type { ComponentForm } from './component-form.ts'

export interface ComponentValues {
  name: string
  /** As they are read; an attribute that is not given is not here. */
  attributes: Record<string, string>
  /** What is in it, if that is text. */
  text: string
  /** What is in it, if that is a list of steps. */
  steps: string[]
  /** What is in it, if that is other components. */
  parts: PartValues[]
}

export interface PartValues extends ComponentValues {
  /** Which part it was before, from 0; null if it is new. */
  was: number | null
}

type Forms = Readonly<Record<string, ComponentForm>>

const entities: Record<string, string> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' }

/** The value of an attribute as it is read. */
const decodeValue = (raw: string) =>
  raw.replace(/&(quot|apos|amp|lt|gt|#39|#34);/g, (_, name: string) => entities[name] ?? (name === '#39' ? "'" : '"'))

const encodeValue = (value: string, quote: string) =>
  value
    .replace(/&(?=[#\w]+;)/g, '&amp;')
    .replaceAll(quote, quote === '"' ? '&quot;' : '&apos;')
    .replace(/[ \t]*\r?\n\s*/g, ' ')

/** Text as it is typed into a field: a sign that would begin code is a sign. */
export const unescapeText = (text: string) => text.replace(/\\([<{}])/g, '$1')

/** Text from a field as it stands in the source. Components in it stay components. */
export const escapeText = (text: string) =>
  text.replace(/\\[\s\S]|[{}]|<(?!\/?[A-Z][^<]*>)/g, (sign) => (sign.length > 1 ? sign : `\\${sign}`))

const partsOf = (node: ComponentNode) => node.children.filter((child): child is ComponentNode => child.kind === 'component')

interface Inner {
  lead: string
  body: string
  trail: string
}

/** What is in a component, without the white space at both ends. */
function readInner(node: ComponentNode): Inner {
  const all = toSource(node.children)
  const body = all.trim()
  const lead = body === '' ? '' : all.slice(0, all.indexOf(body))
  return { lead, body, trail: body === '' ? all : all.slice(lead.length + body.length) }
}

const shownText = (body: string) => (escapeText(unescapeText(body)) === body ? unescapeText(body) : body)
const writtenText = (shown: string, before: string) => (shown === shownText(before) ? before : escapeText(shown.trim()))

const stepPattern = /^(\d+)([.)]) +(.*)$/

/** The items of a simple numbered list; null if it has more than one line an item. */
function readSteps(body: string): string[] | null {
  if (body === '') return []
  const steps = body.split(/\r?\n/).map((line) => stepPattern.exec(line)?.[3])
  return steps.every((step) => step !== undefined) ? steps : null
}

/** The fields of a component; null if it cannot be changed by a form: it is unknown, or has what the form has no place for. */
export function readValues(node: ComponentNode, forms: Forms): ComponentValues | null {
  const form = Object.hasOwn(forms, node.name) ? forms[node.name] : undefined
  const names = node.attributes.map(({ name }) => name)
  if (!form || new Set(names).size < names.length || !names.every((name) => form.fields.some((field) => field.name === name))) return null
  const values: ComponentValues = {
    name: node.name,
    attributes: Object.fromEntries(node.attributes.map(({ name, raw }) => [name, decodeValue(raw)])),
    text: '',
    steps: [],
    parts: [],
  }
  const { body } = readInner(node)
  if (form.inner === 'none') return body === '' ? values : null
  if (form.inner === 'text') return { ...values, text: shownText(body) }
  if (form.inner === 'steps') {
    const steps = readSteps(body)
    return steps && { ...values, steps: steps.map(shownText) }
  }
  if (node.children.some((child) => child.kind === 'text' && child.text.trim() !== '')) return null
  const parts = partsOf(node).map((part, was) => (form.parts.includes(part.name) ? withPlace(readValues(part, forms), was) : null))
  return parts.every((part) => part !== null) ? { ...values, parts } : null
}

const withPlace = (values: ComponentValues | null, was: number): PartValues | null => values && { ...values, was }

/** The values of a component that is to be put in. */
export function emptyValues(name: string, forms: Forms): ComponentValues {
  const form = forms[name]
  const attributes = Object.fromEntries((form?.fields ?? []).flatMap(({ name: field, usual }) => (usual === null ? [] : [[field, usual]])))
  const names = form?.inner === 'parts' ? (form.parts.length > 1 ? form.parts : Array<string>(form.atLeast).fill(form.parts[0] ?? '')) : []
  return {
    name,
    attributes,
    text: '',
    steps: form?.inner === 'steps' ? ['', ''] : [],
    parts: names.map((part) => ({ ...emptyValues(part, forms), was: null })),
  }
}

/** Writes values over a component (`node`), or writes a new one. Only what differs from the component is written anew. */
export function writeValues(node: ComponentNode | null, values: ComponentValues, forms: Forms): string {
  const form = forms[values.name]
  const isEmptyTag = form?.inner === 'none'
  const base: ComponentNode = node ?? {
    kind: 'component',
    name: values.name,
    attributes: [],
    before: isEmptyTag ? ' ' : '',
    isEmptyTag,
    children: [],
    closing: isEmptyTag ? '' : `</${values.name}>`,
    from: 0,
    to: 0,
  }
  const inner = writeInner(node, values, forms)
  // A component that had nothing in it, and has something now, gets a closing tag.
  const opened = base.isEmptyTag && inner !== '' ? { ...base, isEmptyTag: false, before: '', closing: `</${values.name}>` } : base
  return printOpening({ ...opened, attributes: writeAttributes(base.attributes, values, form) }) + inner + opened.closing
}

function writeAttributes(before: readonly Attribute[], { attributes }: ComponentValues, form: ComponentForm | undefined): Attribute[] {
  const isKept = (name: string) => {
    const field = form?.fields.find((one) => one.name === name)
    return Object.hasOwn(attributes, name) && (attributes[name] !== '' || field?.kind === 'tick' || field?.isRequired === true)
  }
  const kept = before
    .filter(({ name, raw }) => isKept(name) || (attributes[name] === '' && raw === ''))
    .map((attribute) => {
      const value = attributes[attribute.name] ?? ''
      if (value === decodeValue(attribute.raw)) return attribute
      const quote = attribute.quote || '"'
      return { ...attribute, equals: attribute.equals || '=', quote, raw: encodeValue(value, quote) }
    })
  const added = (form?.fields ?? [])
    .filter(({ name }) => isKept(name) && !before.some((one) => one.name === name))
    .map(({ name, kind }) =>
      kind === 'tick'
        ? { before: ' ', name, equals: '', quote: '', raw: '' }
        : { before: ' ', name, equals: '=', quote: '"', raw: encodeValue(attributes[name] ?? '', '"') },
    )
  return [...kept, ...added]
}

function writeInner(node: ComponentNode | null, values: ComponentValues, forms: Forms): string {
  const form = forms[values.name]
  if (!form || form.inner === 'none') return node ? toSource(node.children) : ''
  if (form.inner === 'parts') return writeParts(node, values, forms)
  const inner = node ? readInner(node) : null
  const before = inner?.body ?? ''
  const body = form.inner === 'steps' ? writeSteps(before, values.steps) : writtenText(values.text, before)
  if (node && body === before) return toSource(node.children)
  const isOnLine = form.isWithin && !body.includes('\n')
  const [lead, trail] = inner && before !== '' ? [inner.lead, inner.trail] : isOnLine ? ['', ''] : ['\n', '\n']
  // Several paragraphs stand on lines of their own.
  const isCramped = body.includes('\n') && !lead.includes('\n')
  return isCramped ? `\n${body}\n` : lead + body + trail
}

function writeSteps(before: string, steps: readonly string[]): string {
  const known = readSteps(before)?.map(shownText)
  if (known && JSON.stringify(known) === JSON.stringify(steps)) return before
  const given = steps.map((step) => step.trim()).filter((step) => step !== '')
  if (known && JSON.stringify(known) === JSON.stringify(given)) return before
  const lines = before.split(/\r?\n/)
  return given
    .map((step, nth) => {
      const same = known ? known.indexOf(step) : -1
      const raw = same < 0 ? escapeText(step.replace(/\s*\r?\n\s*/g, ' ')) : (stepPattern.exec(lines[same] ?? '')?.[3] ?? '')
      return `${nth + 1}. ${raw}`
    })
    .join('\n')
}

function writeParts(node: ComponentNode | null, { parts }: ComponentValues, forms: Forms): string {
  const known = node ? partsOf(node) : []
  const written = parts.map((part) => {
    const before = part.was === null ? null : (known[part.was] ?? null)
    return writeValues(before, part, forms)
  })
  const isSameOrder = node !== null && parts.length === known.length && parts.every(({ was }, nth) => was === nth)
  if (!isSameOrder) return written.length === 0 ? '\n' : `\n${written.join('\n')}\n`
  let nth = 0
  return node.children.map((child: SourceNode) => (child.kind === 'text' ? child.text : (written[nth++] ?? ''))).join('')
}

/** Gives components that have none yet an id that is not used in the lesson. */
export function fillIds(values: ComponentValues, forms: Forms, source: string): ComponentValues {
  const used = new Set([...source.matchAll(/\bid="([a-z0-9-]+)"/g)].map(([, id = '']) => id))
  const fill = <V extends ComponentValues>(one: V): V => {
    const attributes = { ...one.attributes }
    if (forms[one.name]?.fields.some(({ kind }) => kind === 'id') && !attributes.id) {
      let nth = 1
      const stem = one.name.toLowerCase()
      while (used.has(`${stem}-${nth}`)) nth++
      attributes.id = `${stem}-${nth}`
    }
    if (attributes.id) used.add(attributes.id)
    return { ...one, attributes, parts: one.parts.map(fill) }
  }
  return fill(values)
}

/** What is wrong with a value, in a sentence; null if nothing. */
function findFieldFault({ label, isRequired, pattern, reason }: ComponentForm['fields'][number], value: string | undefined): string | null {
  if (value === undefined || value.trim() === '') return isRequired ? `请填“${label}”。` : null
  return pattern !== null && !new RegExp(pattern, 'u').test(value) ? `“${label}”不对：${reason}` : null
}

/** What is wrong with the values of a form, by the path of the field (`question`, `parts.1.text`), each in a sentence. */
export function findFormFaults(values: ComponentValues, forms: Forms, path = ''): Record<string, string> {
  const form = forms[values.name]
  const faults: Record<string, string> = {}
  if (!form) return faults
  for (const field of form.fields) {
    const fault = findFieldFault(field, values.attributes[field.name])
    if (fault && field.kind !== 'tick') faults[path + field.name] = fault
  }
  if (form.inner === 'text' && form.isInnerNeeded && values.text.trim() === '') faults[`${path}inner`] = `请写“${form.innerLabel}”。`
  if (form.inner === 'steps' && values.steps.every((step) => step.trim() === '')) faults[`${path}inner`] = '请至少写一步。'
  if (form.inner !== 'parts') return faults
  if (values.parts.length < form.atLeast) faults[`${path}inner`] = `至少要有 ${form.atLeast} 个。`
  values.parts.forEach((part, nth) => Object.assign(faults, findFormFaults(part, forms, `${path}parts.${nth}.`)))
  const ticks = form.onlyOne
  if (ticks && values.parts.filter(({ attributes }) => Object.hasOwn(attributes, ticks.field)).length !== 1)
    faults[`${path}inner`] = ticks.reason
  return faults
}
