// Sends everything that waits on this phone for an account: learning progress, forms, exam sheets. Every
// page and the worker do so; the server accepts each item once, whoever sends it.
import { sendWaitingSheets, type WaitingSheet } from '#app/modules/exams/sitting/stored-sheet.ts'
import { deliverForm, isWaitingForm, openForms, formTimeout } from './stored-forms.ts'
import type { Outbox } from './outbox.ts'
import { deliverProgress, openProgressOutbox } from './progress-box.ts'
import type { Deliver } from './delivery.ts'

const patience = 8000

export interface SendResult {
  /** The sheets that waited, and their current status. */
  sheets: WaitingSheet[]
  /** Number of items still waiting that another attempt may deliver. */
  waiting: number
  /** Number of forms that were delivered. */
  delivered: number
}

/**
 * Tries each item once, except those that the page sends itself: `progress` or `forms` if false, and its own `sheet`.
 * Never rejects.
 */
export async function sendEverything(
  account: string,
  { progress = true, forms = true, sheet }: { progress?: boolean; forms?: boolean; sheet?: string } = {},
): Promise<SendResult> {
  const sheets = await sendWaitingSheets(account, sheet)
  const storedForms = openForms(account)
  const learnt = progress ? await sendBox(openProgressOutbox(account), deliverProgress(account), patience) : nothing
  const written = forms ? await sendBox(storedForms, deliverForm(account, storedForms), formTimeout, isWaitingForm) : nothing
  const waitingSheets = sheets.filter(({ status }) => status === 'waiting').length
  return { sheets, waiting: learnt.left + written.left + waitingSheets, delivered: written.delivered }
}

const nothing = { left: 0, delivered: 0 }

/** Sends the items of an outbox until it is empty or one fails. Returns how many wait for another attempt, and how many no longer wait. */
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
      if ('waits' in delivered) return { left: 0, delivered: done } // somebody must sign in first: retrying does not help
      await box.remove(delivered.done)
      done += delivered.done.length
    } catch {
      return { left: waiting.length, delivered: done }
    } finally {
      clearTimeout(timeout)
    }
  }
}
