// Reading posted forms: one schema a form, parsed once, at the edge.
import type { z } from 'zod'
import { Refusal, wrongInput } from '#app/refusal.ts'
import { normaliseEntered } from '#app/text/characters.ts'
import '#app/zod-words.server.ts'
import { plainForm } from './plain-form.ts'

/**
 * The form's content as its schema gives it. Fields that come several times become lists.
 * Refuses with 422 and the sentence of each field; the schema's own messages are shown, so write them in Chinese.
 */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  return parseForm(await formOf(request), schema)
}

/** What was posted, as a form. Refuses with 422 what is none, or arrived in pieces. */
export const formOf = (request: Pick<Request, 'formData'>): Promise<FormData> =>
  request
    .formData()
    .catch((fault: unknown) => {
      throw fault instanceof Refusal ? fault : wrongInput({}, '收到的内容不是表单，或没有收全。请回到本站的页面重新提交。')
    })
    .then(plainForm)

/** The same for form data that was read already. */
export function parseForm<S extends z.ZodType>(form: FormData | URLSearchParams, schema: S): z.output<S> {
  const entered: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name)
    entered[name] = normaliseEntered(values.length > 1 ? values : values[0])
  }
  const parsed = schema.safeParse(entered)
  if (parsed.success) return parsed.data
  const fields: Record<string, string[]> = {}
  for (const issue of parsed.error.issues) (fields[issue.path.join('.') || 'form'] ??= []).push(issue.message)
  throw wrongInput(fields)
}
