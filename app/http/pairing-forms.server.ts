// What owners send of a pairing, from a plain form or from the phone's outbox: the same fields, parsed once.
import type { ActionFunctionArgs } from '@remix-run/node'
import { refusalHeaders, Refusal } from '#app/refusal.ts'
import { readFormData, parseForm } from './bodies/forms.server.ts'
import { getViewer } from './viewer.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { checkInEntry, messageEntry } from '#app/modules/pairings/entries.ts'
import { submitCheckIn, sendMessage } from '#app/modules/pairings/pairings.server.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'

/** Names a form as it is drawn, where no script gives it the phone's own name: pressed twice, it is sent once. */
export const newFormName = () => `page-${newId()}`

/** The bytes of a file field; none if nothing was chosen. Browsers send an empty file then. */
export async function readAttachment(form: FormData, name: string): Promise<Uint8Array | undefined> {
  const file = form.get(name)
  return file instanceof Blob && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
}

/** Takes a check-in. Refuses as `submitCheckIn` does. */
export async function handleCheckInForm(site: Site, viewer: Viewer, pairingId: string, form: FormData) {
  return submitCheckIn(site, viewer, {
    pairingId,
    ...parseForm(withoutFiles(form), checkInEntry),
    picture: await readAttachment(form, 'picture'),
    voice: await readAttachment(form, 'voice'),
  })
}

/** Takes a message. Refuses as `sendMessage` does. */
export async function handleMessageForm(site: Site, viewer: Viewer, pairingId: string, form: FormData) {
  return sendMessage(site, viewer, {
    pairingId,
    ...parseForm(withoutFiles(form), messageEntry),
    picture: await readAttachment(form, 'picture'),
  })
}

/** The fields of a form that are words. */
export function withoutFiles(form: FormData) {
  const words = new FormData()
  for (const [name, value] of form) if (typeof value === 'string') words.append(name, value)
  return words
}

/** Answers a phone that sends a form: `saved` once it is on disk, or why it is not taken, with the sentence of each field. */
export async function respondToPhone(
  asked: ActionFunctionArgs,
  handle: (viewer: Viewer, form: FormData) => Promise<unknown>,
): Promise<Response> {
  const viewer = await getViewer(asked)
  try {
    const form = await readFormData(asked.request)
    // On a shared phone a page of one owner may still be open when another has signed in: what is not hers waits.
    if (!viewer || form.get('account') !== viewer.accountId)
      return Response.json({ message: '登录过期了。写的都存在手机里，登录后会自动发出。' }, { status: 401 })
    await handle(viewer, form)
    return Response.json({ saved: true })
  } catch (fault) {
    if (fault instanceof Refusal)
      return Response.json({ message: fault.message, fields: fault.fields }, { status: fault.status, headers: refusalHeaders(fault) })
    throw fault
  }
}
