// Handles what owners send about a pairing, from a plain form or from the phone's outbox: the same fields, parsed once.
import type { ActionFunctionArgs } from '@remix-run/node'
import { refusalHeaders, Refusal } from '#app/refusal.ts'
import { readFormData, parseForm } from '../bodies/forms.server.ts'
import { getViewer } from '../viewer.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { checkInEntry, messageEntry } from '#app/modules/pairings/entries.ts'
import { submitCheckIn, sendMessage } from '#app/modules/pairings/pairings.server.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'

/**
 * Creates an id for a form when it is rendered, in case no script gives it the phone's own: pressed twice, it counts
 * once.
 */
export const newFormName = () => `page-${newId()}`

/** Reads the bytes of a file field; none if nothing was chosen. Browsers send an empty file then. */
export async function readAttachment(form: FormData, name: string): Promise<Uint8Array | undefined> {
  const file = form.get(name)
  return file instanceof Blob && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
}

/** Handles a check-in. Refuses like `submitCheckIn`. */
export async function handleCheckInForm(site: Site, viewer: Viewer, pairingId: string, form: FormData) {
  return submitCheckIn(site, viewer, {
    pairingId,
    ...parseForm(withoutFiles(form), checkInEntry),
    picture: await readAttachment(form, 'picture'),
    voice: await readAttachment(form, 'voice'),
  })
}

/** Handles a message. Refuses like `sendMessage`. */
export async function handleMessageForm(site: Site, viewer: Viewer, pairingId: string, form: FormData) {
  return sendMessage(site, viewer, {
    pairingId,
    ...parseForm(withoutFiles(form), messageEntry),
    picture: await readAttachment(form, 'picture'),
  })
}

/** Returns the text fields of a form. */
export function withoutFiles(form: FormData) {
  const words = new FormData()
  for (const [name, value] of form) if (typeof value === 'string') words.append(name, value)
  return words
}

/**
 * Answers a phone that sends a form: `saved` once it is on disk, or the reason of the refusal, with the message of each
 * field.
 */
export async function respondToPhone(
  args: ActionFunctionArgs,
  handle: (viewer: Viewer, form: FormData) => Promise<unknown>,
): Promise<Response> {
  const viewer = await getViewer(args)
  try {
    const form = await readFormData(args.request)
    // On a shared phone a page of one owner may still be open when another has signed in: what is not hers stays in the
    // outbox.
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
