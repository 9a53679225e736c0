// What the page of a pairing posts beside what an owner's phone may keep (`owner-forms.server.ts`).
import { z } from 'zod'

/** What is done here and now, by nobody's outbox. */
export const phoneDisclosureForm = z.object({ do: z.literal('lookAtPhone') })

/** Where on a pairing's page one stands after one of its forms, as the end of an address. */
export function anchorFor(form: FormData): string {
  const asked = String(form.get('do'))
  if (asked === 'prove') return `#${encodeURIComponent(String(form.get('goal')))}`
  return asked.endsWith('Phone') ? '#phone' : ''
}
