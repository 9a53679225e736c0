// Sends what waits in a box as soon as it can be sent, one delivery at a time, and waits longer after each failure.
import type { Outbox } from './outbox.ts'

const patience = 8000
const longestWait = 60_000

/** What came of a delivery: some are `done` and leave the box, or all must wait until the person does something. */
export type Delivered = { done: readonly string[]; say: string } | { waits: string }

interface Choices<T extends { key: string }> {
  box: Outbox<T>
  /** Delivers some of what waits. Throws when the network or the server fails: then it is tried again. */
  deliver(waiting: T[], signal: AbortSignal): Promise<Delivered>
  /** What of the box is to be sent at all. */
  isWaiting?: (item: T) => boolean
  /** Given a line for the reader whenever what waits has changed. */
  say(line: string): void
  /** How long one delivery may take, in milliseconds: a half-dead network is worse than none. */
  patience?: number
}

export function startSender<T extends { key: string }>({ box, deliver, isWaiting = () => true, say, patience: allowed = patience }: Choices<T>) {
  let wait = 1000
  let sending: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function sendAll() {
    for (;;) {
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
        say(`${waiting.length} 条还没发出，存在手机里，有网会自动发。`)
        timer = setTimeout(send, wait)
        wait = Math.min(longestWait, wait * 2)
        return
      } finally {
        clearTimeout(timeout)
      }
    }
  }

  function send(): Promise<void> {
    clearTimeout(timer)
    return (sending ??= sendAll().finally(() => (sending = null)))
  }

  const retry = () => {
    wait = 1000
    void send()
  }
  addEventListener('online', retry)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && retry())
  void send()

  return {
    /** Keeps an item under its key, then sends. */
    add: (item: T) => box.put(item.key, item).then(send),
    send,
    /** Resolves when what waits has been sent, or after so many milliseconds. */
    settle: (milliseconds: number) => Promise.race([new Promise<void>((resolve) => setTimeout(resolve, 30)).then(send), new Promise<void>((resolve) => setTimeout(resolve, milliseconds))]),
  }
}

/** 已存 ✓ with the phone's own time. */
export const sayKept = () => `已存 ✓ ${new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })}`
