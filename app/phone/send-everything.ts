// Sends all that waits on this phone for an account: what was learnt, what an owner wrote, sheets of exams. Any page does
// so, and the worker; the server takes each thing once, whoever brings it.
import { sendWaitingSheets, type WaitingSheet } from '#app/modules/exams/sitting/kept-sheet.ts'
import { deliverForm, isWaitingForm, openForms, patienceForForms } from './owner-forms.ts'
import type { Outbox } from './outbox.ts'
import { deliverProgress, openProgress } from './progress-box.ts'
import type { Deliver } from './delivery.ts'

const patience = 8000

export interface Sent {
  /** The sheets that waited, and how each stands now. */
  sheets: WaitingSheet[]
  /** How many things wait still that another try may bring through. */
  waiting: number
  /** How many forms of an owner were delivered. */
  delivered: number
}

/** One try at each thing, but for what the page itself sends: `progress` or `forms` where false, its own `sheet`. Never rejects. */
export async function sendEverything(
  account: string,
  { progress = true, forms = true, sheet }: { progress?: boolean; forms?: boolean; sheet?: string } = {},
): Promise<Sent> {
  const sheets = await sendWaitingSheets(account, sheet)
  const ownerForms = openForms(account)
  const learnt = progress ? await empty(openProgress(account), deliverProgress(account), patience) : nothing
  const written = forms ? await empty(ownerForms, deliverForm(account, ownerForms), patienceForForms, isWaitingForm) : nothing
  const waitingSheets = sheets.filter(({ stands }) => stands === 'waiting').length
  return { sheets, waiting: learnt.left + written.left + waitingSheets, delivered: written.delivered }
}

const nothing = { left: 0, delivered: 0 }

/** Sends what is in a box until it is empty or something does not go through. Gives how many wait for another try, and how many do no longer. */
async function empty<T>(
  box: Outbox<T>,
  deliver: Deliver<T>,
  allowed: number,
  isWaiting: (item: T) => boolean = () => true,
): Promise<typeof nothing> {
  let done = 0
  for (;;) {
    const waiting = (await box.all()).filter(isWaiting)
    if (waiting.length === 0) return { left: 0, delivered: done }
    const controller = new AbortController()
    const timeout = setTimeout(() => controller.abort(), allowed)
    try {
      const delivered = await deliver(waiting, controller.signal)
      if ('waits' in delivered) return { left: 0, delivered: done } // for somebody to sign in: no network helps
      await box.remove(delivered.done)
      done += delivered.done.length
    } catch {
      return { left: waiting.length, delivered: done }
    } finally {
      clearTimeout(timeout)
    }
  }
}
