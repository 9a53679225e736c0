// The forms of a pairing's page that an owner's phone may not store (those it may: `owner-forms.server.ts`).
import { z } from 'zod'

/** Must be carried out at once and never from an outbox. */
export const phoneDisclosureForm = z.object({ do: z.literal('lookAtPhone') })

/** Returns the fragment of the address to return to after one of a pairing's forms. */
export function anchorFor(form: FormData): string {
  const action = String(form.get('do'))
  if (action === 'prove') return `#${encodeURIComponent(String(form.get('goal')))}`
  return action.endsWith('Phone') ? '#phone' : ''
}
