// Normalises what people type and paste before it is validated, for every form of the product.
import { normaliseText } from '#app/text/characters.ts'

/** Returns the form with every text normalised (`normaliseText`); names of fields and files stay as they are. */
export function normaliseForm(form: FormData): FormData {
  const fields = [...form]
  if (fields.every(([, value]) => typeof value !== 'string' || normaliseText(value) === value)) return form
  const plain = new FormData()
  for (const [name, value] of fields) {
    if (typeof value === 'string') plain.append(name, normaliseText(value))
    else plain.append(name, value, value.name)
  }
  return plain
}
