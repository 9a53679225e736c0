// What owners send of a pairing, from a plain form or from the phone's outbox: the same fields, parsed once.
import { z } from 'zod'
import { id, longText, sequence } from '#app/fields.ts'
import { parseForm } from './forms.server.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { checkIn, sendMessage } from '#app/modules/mentorship/mentorship.server.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'

/** Names a form as it is drawn, where no script gives it the phone's own name: pressed twice, it is sent once. */
export const nameOfForm = () => `page-${newId()}`

const fromPhone = { device: id(), sequence: sequence() }
const CheckIn = z.object({
  ...fromPhone,
  contacted: z.enum(['yes', 'no'], '请点一下：最近两周联系过没有。'),
  mood: z.enum(['well', 'slowly', 'stuck']).optional(),
  done: longText().default(''),
  next: longText().default(''),
  aboutOther: longText().default(''),
})
const Message = z.object({ ...fromPhone, text: longText().default('') })

/** The bytes of a file field; none if nothing was chosen. Browsers send an empty file then. */
export async function attachment(form: FormData, name: string): Promise<Uint8Array | undefined> {
  const file = form.get(name)
  return file instanceof Blob && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
}

/** Takes a check-in. Refuses as `checkIn` does. */
export async function takeCheckIn(site: Site, viewer: Viewer, pairingId: string, form: FormData) {
  const { contacted, mood, ...told } = parseForm(withoutFiles(form), CheckIn)
  return checkIn(site, viewer, { pairingId, ...told, contacted: contacted === 'yes', mood: mood ?? null, picture: await attachment(form, 'picture'), voice: await attachment(form, 'voice') })
}

/** Takes a message. Refuses as `sendMessage` does. */
export async function takeMessage(site: Site, viewer: Viewer, pairingId: string, form: FormData) {
  return sendMessage(site, viewer, { pairingId, ...parseForm(withoutFiles(form), Message), picture: await attachment(form, 'picture') })
}

function withoutFiles(form: FormData) {
  const words = new FormData()
  for (const [name, value] of form) if (typeof value === 'string') words.append(name, value)
  return words
}
