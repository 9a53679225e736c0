// Sends the items of an outbox as soon as possible, one delivery at a time, with growing delays after failures. Sending
// comes first: it never waits for the phone to store what is sent.
import type { Deliver } from './delivery.ts'
import { type StorageStatus, type Outbox, formatUnsaved } from './outbox.ts'

const patience = 8000
const maxWait = 60_000

interface Choices<T extends { key: string }> {
  box: Outbox<T>
  deliver: Deliver<T>
  /** Which items are to be sent at all. */
  isWaiting?: (item: T) => boolean
  /** Receives the status line for the reader whenever the waiting items change. */
  say(line: string): void
  /** Maximum duration of one delivery, in milliseconds: a half-dead network is worse than none. */
  patience?: number
  /** Called when something waits for the network, so that the worker can take over. */
  waits?: () => void
}

export function startSender<T extends { key: string }>({
  box,
  deliver,
  isWaiting = () => true,
  say,
  patience: allowed = patience,
  waits,
}: Choices<T>) {
  let wait = 1000
  let sending: Promise<void> | null = null
  let again = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function sendAll() {
    for (;;) {
      again = false
      const waiting = (await box.all()).filter(isWaiting)
      if (waiting.length === 0) return
      const controller = new AbortController()
      const timeout = setTimeout(() => controller.abort(), allowed)
      try {
        const delivered = await deliver(waiting, controller.signal)
        if ('waits' in delivered) return say(delivered.waits)
        await box.remove(delivered.done)
        wait = 1000
        say(delivered.say)
      } catch {
        const why = box.unkept()
        say(
          why
            ? `${waiting.length} 条还没发出，有网会自动发。${formatUnsaved(why)}。`
            : `${waiting.length} 条还没发出，存在手机里，有网会自动发。`,
        )
        waits?.()
        timer = setTimeout(() => void send(), wait)
        wait = Math.min(maxWait, wait * 2)
        return
      } finally {
        clearTimeout(timeout)
      }
    }
  }

  function send(): Promise<void> {
    clearTimeout(timer)
    if (sending) {
      again = true
      return sending
    }
    sending = sendAll().finally(() => {
      sending = null
      if (again) void send() // an item was added after the last look
    })
    return sending
  }

  const retry = () => {
    wait = 1000
    void send()
  }
  addEventListener('online', retry)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && retry())
  confirmBeforeLeaving(() => box.unkept() !== null)
  void send()

  return {
    /**
     * Sends an item, and keeps it under its key until it is acknowledged. Resolves with whether the phone could store
     * it.
     */
    add(item: T): Promise<StorageStatus> {
      const keeping = box.put(item.key, item)
      void send()
      return keeping.then((result) => {
        const why = box.unkept()
        if (result !== 'kept' && why) say(`还没发出。${formatUnsaved(why)}。`)
        return result
      })
    },
    send,
    /** Resolves when all waiting items are sent, or after this number of milliseconds. */
    settle: (milliseconds: number) =>
      Promise.race([
        new Promise<void>((resolve) => setTimeout(resolve, 30)).then(send),
        new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
      ]),
    /** Whether the page can be left: the server has everything, or the phone has stored it. */
    canLeave: () => box.unkept() === null,
  }
}

/** Makes the browser ask before the page is closed while it holds data that is stored nowhere else. */
export function confirmBeforeLeaving(holdsSomething: () => boolean) {
  addEventListener('beforeunload', (event) => {
    if (!holdsSomething()) return
    event.preventDefault()
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as older browsers want it
    event.returnValue = true
  })
}
