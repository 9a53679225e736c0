// Sends all that waits on this phone for an account: what was learnt, what an owner wrote, sheets of exams. Any page does
// so, and the worker; the server takes each thing once, whoever brings it.
import { sendWaitingSheets, type WaitingSheet } from '#app/modules/exams/sitting/stored-sheet.ts'
import { deliverForm, isWaitingForm, openForms, formTimeout } from './owner-forms.ts'
import type { Outbox } from './outbox.ts'
import { deliverProgress, openProgressOutbox } from './progress-box.ts'
import type { Deliver } from './delivery.ts'

const patience = 8000

export interface SendResult {
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
): Promise<SendResult> {
  const sheets = await sendWaitingSheets(account, sheet)
  const ownerForms = openForms(account)
  const learnt = progress ? await sendBox(openProgressOutbox(account), deliverProgress(account), patience) : nothing
  const written = forms ? await sendBox(ownerForms, deliverForm(account, ownerForms), formTimeout, isWaitingForm) : nothing
  const waitingSheets = sheets.filter(({ status }) => status === 'waiting').length
  return { sheets, waiting: learnt.left + written.left + waitingSheets, delivered: written.delivered }
}

const nothing = { left: 0, delivered: 0 }

/** Sends what is in a box until it is empty or something does not go through. Gives how many wait for another try, and how many do no longer. */
async function sendBox<T>(
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
