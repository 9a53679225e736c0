// A press counts once. A page that answers a form is sent again when it is loaded again: where that would undo what was
// just done, as another slip voids the one before, the form carries the name of its press.
import { createHash } from 'node:crypto'
import { data } from '@remix-run/node'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { readFormData } from './bodies/forms.server.ts'

const rememberFor = 60 * 60_000
/** Presses of one account that are remembered; the oldest go first. */
const maxRemembered = 500

/** By account, when what was pressed. In memory: who loads a page again does so soon, and on the same server. */
const handledForms = new WeakMap<Site['read'], Map<string, Map<string, number>>>()

/** What a page gives its forms as the hidden field `press` (`IdempotencyField`). */
export const newIdempotencyKey = () => newId()

/**
 * Carries out what a form asks for, unless the same press of the viewer asked for the same within the hour: then nothing is
 * done, and the answer is `{ repeated: true }` with 409. What was refused or failed may be sent again, and a form without
 * the field, of a page that was loaded long ago, is carried out.
 */
export async function runOnce<T>({ site, viewer, request }: { site: Site; viewer: Viewer; request: Request }, work: () => Promise<T>) {
  const form = await readFormData(request)
  if (!form.get('press')) return work()
  const now = site.now().getTime()
  const pressed = handledFormsOf(site, viewer, now)
  // The whole form: whoever goes back and chooses others has the same page's press, and means another thing.
  const what = createHash('sha256')
    .update(JSON.stringify([...form]))
    .digest('base64')
  if (pressed.has(what)) return data({ repeated: true as const }, { status: 409 })
  pressed.set(what, now)
  try {
    return await work()
  } catch (fault) {
    pressed.delete(what)
    throw fault
  }
}

/** What the viewer pressed within the hour, oldest first. */
function handledFormsOf(site: Site, viewer: Viewer, now: number) {
  const accounts = handledForms.get(site.read) ?? new Map<string, Map<string, number>>()
  handledForms.set(site.read, accounts)
  const pressed = accounts.get(viewer.accountId) ?? new Map<string, number>()
  accounts.set(viewer.accountId, pressed)
  for (const [what, at] of pressed) {
    if (now - at < rememberFor && pressed.size < maxRemembered) break
    pressed.delete(what)
  }
  return pressed
}
