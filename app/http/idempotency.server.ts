// Makes a submission count once. A page that answers a form submits it again when it is reloaded. Where a second
// submission would undo the first, as a new slip voids the one before, the form carries an idempotency key. Any other form of a
// desk counts once if it comes twice in a row: who waits on a slow line presses again, and the browser shows only the second answer.
// It must not be a second class, or the news that somebody else changed what one changed oneself.
import { createHash } from 'node:crypto'
import { data } from '@remix-run/node'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { paths } from '#app/shell/paths.ts'
import { isMultipart } from './bodies/body-limits.ts'
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

/** For so long after it was answered, the same form is the same press. Later somebody means it. */
const samePressFor = 10_000

interface SentForm {
  what: string
  /** When it was answered; null while it is under way. */
  answeredAt: number | null
  /** Where it led; null if it led nowhere, so that it may be sent again. */
  answer: Promise<Response | null>
}

/** The last form of each account; what was sent before another form is no repetition. */
const lastForms = new WeakMap<Site['read'], Map<string, SentForm>>()
const maxAccounts = 1000

/** Requests that will be answered, with whom to tell the answer; null while nobody waits for it. */
const answering = new WeakMap<Request, ((answer: Response | null) => void) | null>()

/** Answers a request by what `work` returns, and gives its redirect to the same form if that was sent again meanwhile. */
export async function answerRepeated<T>(request: Request, work: () => Promise<T>): Promise<T> {
  answering.set(request, null)
  let answer: Response | null = null
  try {
    const done = await work()
    if (done instanceof Response && done.status === 302) answer = done
    return done
  } finally {
    answering.get(request)?.(answer)
    answering.delete(request)
  }
}

/**
 * Throws the redirect that answered the viewer's last form, if the request brings the same one again; waits for it if it is under way.
 * Forms with files, and requests that are not answered by `answerRepeated`, are let through.
 */
export async function throwAnswerOfSame(site: Site, viewer: Viewer, request: Request): Promise<void> {
  const { pathname, search } = new URL(request.url)
  const isDesk = request.method === 'POST' && pathname.startsWith(paths.desk())
  if (!isDesk || answering.get(request) !== null || isMultipart(request.headers.get('content-type') ?? '')) return
  const form = await readFormData(request).catch(() => null) // what cannot be read is refused where it is read
  if (!form) return
  const what = createHash('sha256')
    .update(JSON.stringify([pathname, search, ...form]))
    .digest('base64')
  const ofSite = lastForms.get(site.read) ?? new Map<string, SentForm>()
  lastForms.set(site.read, ofSite)
  const last = ofSite.get(viewer.accountId)
  if (last?.what === what && (last.answeredAt === null || performance.now() - last.answeredAt < samePressFor)) {
    const answer = await last.answer
    if (answer) throw new Response(null, { status: answer.status, headers: answer.headers })
  }
  const sent: SentForm = {
    what,
    answeredAt: null,
    answer: new Promise((resolve) => {
      answering.set(request, (answer) => {
        sent.answeredAt = performance.now()
        resolve(answer)
      })
    }),
  }
  ofSite.delete(viewer.accountId)
  ofSite.set(viewer.accountId, sent)
  if (ofSite.size > maxAccounts) ofSite.delete(ofSite.keys().next().value!)
}
