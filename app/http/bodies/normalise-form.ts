// Normalises what people type and paste before it is validated, for every form of the product.
import { normaliseEntered } from '#app/text/characters.ts'

/** The value of a field as it is validated: normalised, unless it holds what a file has (`BodyKind.verbatim`). */
export const normaliseField = (name: string, value: unknown, verbatim?: RegExp): unknown =>
  verbatim?.test(name) ? value : normaliseEntered(value)

/** Returns the form with its texts normalised (`normaliseText`); names of fields and files stay as they are. */
export function normaliseForm(form: FormData, verbatim?: RegExp): FormData {
  const fields = [...form].map(([name, value]) => [name, value, normaliseField(name, value, verbatim)] as const)
  if (fields.every(([, value, normal]) => value === normal)) return form
  const plain = new FormData()
  for (const [name, value, normal] of fields) {
    if (typeof value === 'string') plain.append(name, String(normal))
    else plain.append(name, value, value.name)
  }
  return plain
}
