// Reading posted forms: one schema a form, parsed once, at the edge.
import type { z } from 'zod'
import { Refusal, invalidInput } from '#app/refusal.ts'
import { normaliseEntered } from '#app/text/characters.ts'
import '#app/zod-messages.server.ts'
import { bodyKinds, isMultipart, limitFor } from './body-limits.ts'
import { readMultipart, tooManyFields } from './multipart.server.ts'
import { normalisePath } from '../normalise-path.ts'
import { normaliseForm } from './normalise-form.ts'

/**
 * The form's content as its schema gives it. Fields that come several times become lists.
 * Refuses with 422 and the sentence of each field; the schema's own messages are shown, so write them in Chinese.
 */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  return parseForm(await readFormData(request), schema)
}

const forms = new WeakMap<Request, Promise<FormData>>()

/** Whether the request's form was asked for already. */
export const isFormRead = (request: Request) => forms.has(request)

/**
 * What was posted, read once however often it is asked for: with a file in it, a second copy would be thirty megabytes.
 * Refuses with 422 what is no form, or arrived in pieces, and with 413 one of more fields than its address takes.
 */
export function readFormData(request: Request): Promise<FormData> {
  let form = forms.get(request)
  if (!form) forms.set(request, (form = readFields(request)))
  return form
}

async function readFields(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  const { fields } = limitFor(normalisePath(request.url)).kind
  if (isMultipart(type)) return readMultipart(request, { fields, text: bodyKinds.form.bytes }).catch(toIncompleteBody).then(normaliseForm)
  const body = await request.arrayBuffer().catch(incompleteBody)
  // Counted before anything is built of them: a million fields of two bytes each are a second of work.
  if (hasMoreFields(Buffer.from(body), fields)) throw tooManyFields(fields)
  return new Response(body, { headers: { 'Content-Type': type } }).formData().catch(incompleteBody).then(normaliseForm)
}

const incompleteBody = (): never => {
  throw invalidInput({}, '收到的内容不是表单，或没有收全。请回到本站的页面重新提交。')
}

const toIncompleteBody = (fault: unknown) => {
  if (fault instanceof Refusal) throw fault
  return incompleteBody()
}

/** Whether a form has more fields than so many, by what parts them. Stops as soon as it has. */
function hasMoreFields(body: Buffer, most: number) {
  let count = 0
  for (let at = body.indexOf('&'); at >= 0 && count <= most; at = body.indexOf('&', at + 1)) count++
  return count > most
}

/** The same for form data that was read already. */
export function parseForm<S extends z.ZodType>(form: FormData | URLSearchParams, schema: S): z.output<S> {
  const entered = new Map<string, unknown>()
  for (const [name, values] of groupByName<unknown>(form)) entered.set(name, normaliseEntered(values.length > 1 ? values : values[0]))
  const parsed = schema.safeParse(Object.fromEntries(entered))
  if (parsed.success) return parsed.data
  const fields: Record<string, string[]> = {}
  for (const issue of parsed.error.issues.slice(0, mostSentences)) (fields[issue.path.join('.') || 'form'] ??= []).push(issue.message)
  throw invalidInput(fields)
}

/** Nobody reads more. */
const mostSentences = 50

/** The values of each name in the order they came, in one pass. */
export function groupByName<Value>(entries: Iterable<[string, Value]>): Map<string, Value[]> {
  const byName = new Map<string, Value[]>()
  for (const [name, value] of entries) {
    const values = byName.get(name)
    if (values) values.push(value)
    else byName.set(name, [value])
  }
  return byName
}
