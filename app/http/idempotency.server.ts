// Makes a submission count once. A page that answers a form submits it again when it is reloaded. Where a second
// submission would undo the first, as a new slip voids the one before, the form carries an idempotency key.
import { createHash } from 'node:crypto'
import { data } from '@remix-run/node'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { readFormData } from './bodies/forms.server.ts'

const rememberFor = 60 * 60_000
/** Number of keys remembered for one account; the oldest are dropped first. */
const maxRemembered = 500

/** For each account, when each key was used. In memory: people reload a page soon, and on the same server. */
const handledForms = new WeakMap<Site['read'], Map<string, Map<string, number>>>()

/** Creates the value of a form's hidden field `press` (`IdempotencyField`). */
export const newIdempotencyKey = () => newId()

/** The answer of a form that did nothing yet, but asks something first. */
export const askBack = <T extends object>(question: T) => ({ ...question, asksBack: true as const })

/**
 * Carries out a form, unless the viewer submitted the same form with the same key within the hour: then nothing is
 * done, and the answer is `{ repeated: true }` with 409. A form that was refused, failed or only asked back (`askBack`)
 * may be sent again. A form
 * without the field, from a page that was loaded long ago, is carried out.
 */
export async function runOnce<T>({ site, viewer, request }: { site: Site; viewer: Viewer; request: Request }, work: () => Promise<T>) {
  const form = await readFormData(request)
  if (!form.get('press')) return work()
  const now = site.now().getTime()
  const pressed = handledFormsOf(site, viewer, now)
  // A hash of the whole form: somebody who goes back and chooses other things sends the same page's key, but means
  // something else.
  const what = createHash('sha256')
    .update(JSON.stringify([...form]))
    .digest('base64')
  if (pressed.has(what)) return data({ repeated: true as const }, { status: 409 })
  pressed.set(what, now)
  try {
    const answer = await work()
    if (typeof answer === 'object' && answer !== null && 'asksBack' in answer) pressed.delete(what)
    return answer
  } catch (fault) {
    pressed.delete(what)
    throw fault
  }
}

/** Returns the keys that the viewer used within the hour, oldest first. */
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
