// Reading posted forms: one schema a form, parsed once, at the edge.
import type { z } from 'zod'
import { wrongInput } from '#app/refusal.ts'

/**
 * The form's content as its schema gives it. Fields that come several times become lists.
 * Refuses with 422 and the sentence of each field; the schema's own messages are shown, so write them in Chinese.
 */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  return parseForm(await request.formData(), schema)
}

/** The same for form data that was read already. */
export function parseForm<S extends z.ZodType>(form: FormData | URLSearchParams, schema: S): z.output<S> {
  const entered: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name)
    entered[name] = values.length > 1 ? values : values[0]
  }
  const parsed = schema.safeParse(entered)
  if (parsed.success) return parsed.data
  const fields: Record<string, string[]> = {}
  for (const issue of parsed.error.issues) (fields[issue.path.join('.') || 'form'] ??= []).push(issue.message)
  throw wrongInput(fields)
}
