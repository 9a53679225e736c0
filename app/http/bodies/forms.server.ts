// Reads posted forms: one schema per form, parsed once, at the edge.
import type { z } from 'zod'
import { messagesByField } from '#app/fields.ts'
import { Refusal, invalidInput } from '#app/refusal.ts'
import '#app/zod-messages.server.ts'
import { type BodyKind, bodyKinds, isMultipart, limitFor } from './body-limits.ts'
import { readMultipart, tooManyFields } from './multipart.server.ts'
import { normalisePath } from '../normalise-path.ts'
import { normaliseField, normaliseForm } from './normalise-form.ts'

/**
 * Returns the form's content as parsed by its schema. Fields that occur several times become lists. Refuses with 422
 * and the message of each field; the schema's own messages are shown, so write them in Chinese.
 */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  return parseForm(await readFormData(request), schema, kindOf(request))
}

const kindOf = (request: Request): BodyKind => limitFor(normalisePath(request.url)).kind

const forms = new WeakMap<Request, Promise<FormData>>()

/** Whether the request's form was already read. */
export const isFormRead = (request: Request) => forms.has(request)

/**
 * Reads the posted form, only once even if called again: with a file, a second copy would be thirty megabytes. Refuses
 * with 422 a body that is no form or is incomplete, and with 413 a form with more fields than its address allows.
 */
export function readFormData(request: Request): Promise<FormData> {
  let form = forms.get(request)
  if (!form) forms.set(request, (form = readFields(request)))
  return form
}

async function readFields(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  const { fields, verbatim } = kindOf(request)
  const normalise = (form: FormData) => normaliseForm(form, verbatim)
  if (isMultipart(type)) return readMultipart(request, { fields, text: bodyKinds.form.bytes }).catch(toIncompleteBody).then(normalise)
  const body = await request.arrayBuffer().catch(incompleteBody)
  // Counted before anything is built from them: a million fields of two bytes each cost a second of work.
  if (hasMoreFields(Buffer.from(body), fields)) throw tooManyFields(fields)
  return new Response(body, { headers: { 'Content-Type': type } }).formData().catch(incompleteBody).then(normalise)
}

const incompleteBody = (): never => {
  throw invalidInput({}, '收到的内容不是表单，或没有收全。请回到本站的页面重新提交。')
}

const toIncompleteBody = (fault: unknown) => {
  if (fault instanceof Refusal) throw fault
  return incompleteBody()
}

/** Whether a form has more than `most` fields, by counting separators. Stops as soon as it does. */
function hasMoreFields(body: Buffer, most: number) {
  let count = 0
  for (let at = body.indexOf('&'); at >= 0 && count <= most; at = body.indexOf('&', at + 1)) count++
  return count > most
}

/** Parses form data that was already read, like `readForm`. */
export function parseForm<S extends z.ZodType>(
  form: FormData | URLSearchParams,
  schema: S,
  { verbatim }: Pick<BodyKind, 'verbatim'> = {},
): z.output<S> {
  const entered = new Map<string, unknown>()
  for (const [name, values] of groupByName<unknown>(form))
    entered.set(name, normaliseField(name, values.length > 1 ? values : values[0], verbatim))
  const parsed = schema.safeParse(Object.fromEntries(entered))
  if (parsed.success) return parsed.data
  const messages = messagesByField(parsed.error)
  // No page has a field for it: a button says it, and what came was pressed on none of ours.
  if (pressedFields.some((name) => name in messages)) throw invalidInput({}, pressedNothing)
  throw invalidInput(messages)
}

/** The names under which forms send what was pressed. */
const pressedFields = ['do', 'act']
const pressedNothing = '没有收到要办哪件事，什么也没有改。请回到原来那一页，按页面上的按钮再办一次。'

/** Groups the values by name, in the order they came, in one pass. */
export function groupByName<Value>(entries: Iterable<[string, Value]>): Map<string, Value[]> {
  const byName = new Map<string, Value[]>()
  for (const [name, value] of entries) {
    const values = byName.get(name)
    if (values) values.push(value)
    else byName.set(name, [value])
  }
  return byName
}

/**
 * Returns the fields of a form that a page may hold to send it again; null of one with a file or a secret, and of what is no form:
 * only the browser can send those again.
 */
export async function readResendable(request: Request): Promise<[name: string, value: string][] | null> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded/i.test(type)) return null
  const fields = [...(await readFormData(request).catch(() => new FormData()))]
  const isText = fields.every(([name, value]) => typeof value === 'string' && !isSecretField(name))
  return fields.length > 0 && isText ? (fields as [string, string][]) : null
}

/** Whether a field holds a secret, which no page shows again. */
export const isSecretField = (name: string) => /pin|password|secret/i.test(name)
