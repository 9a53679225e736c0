// Sends what was learnt as soon as it can be sent, and keeps it on the phone until the server has acknowledged it.
import type { ProgressEvent } from '../modules/learning/progress.events.ts'
import { openOutbox } from './outbox.ts'

const patience = 8000
const longestWait = 60_000
const mostAtOnce = 100

interface Kept {
  key: string
  event: ProgressEvent
}

/** `say` is given a line for the reader whenever what waits has changed. */
export function progressSender(account: string, say: (line: string) => void) {
  const box = openOutbox<Kept>(account, 'progress')
  let wait = 1000
  let sending: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function sendAll() {
    for (;;) {
      const waiting = (await box.all()).slice(0, mostAtOnce)
      if (waiting.length === 0) return
      const controller = new AbortController()
      const timeout = setTimeout(() => controller.abort(), patience) // a half-dead network is worse than none
      try {
        const answer = await fetch('/progress', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ account, events: waiting.map(({ event }) => event) }),
          signal: controller.signal,
        })
        if (answer.status === 401) return say('登录过期了。学到哪里都存在手机里，登录后会自动发出。')
        if (!answer.ok) throw new Error(String(answer.status))
        await box.remove(waiting.map(({ key }) => key))
        wait = 1000
        say(`已存 ✓ ${new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })}`)
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
    /** Keeps an event, then sends. Each has a key of its own: an acknowledgement must never remove one that came after. */
    add(event: ProgressEvent) {
      const key = `${event.at} ${event.course}/${event.lesson}/${event.kind === 'section' ? event.section : `${event.key}=${event.value}`}`
      void box.put(key, { key, event }).then(send)
    },
    /** Resolves when what waits has been sent, or after so many milliseconds. */
    settle: (milliseconds: number) => Promise.race([new Promise<void>((resolve) => setTimeout(resolve, 30)).then(send), new Promise<void>((resolve) => setTimeout(resolve, milliseconds))]),
  }
}
