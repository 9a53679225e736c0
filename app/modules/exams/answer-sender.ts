// Sends what the phone has kept until the server has acknowledged it: with a time limit, after a failure again and ever
// more rarely, at once when the network returns. Runs on the phone; knows no screen.
import type { Acknowledgement, Receipt, SentAnswer } from './attempt.events.ts'

/** An answer as the phone keeps it: with its receipt once there is one. */
export interface KeptAnswer extends SentAnswer {
  receipt: Pick<Receipt, 'number' | 'receivedAt' | 'standing'> | null
  /** Why the server does not take it. It is kept and shown, and not sent again. */
  refused: string | null
}

export type Line =
  /** All that was given is acknowledged. */
  | { kind: 'quiet' }
  | { kind: 'sending' }
  /** It did not go through; it will be tried again by itself. */
  | { kind: 'waiting' }
  /** The session has ended: sign in, and it goes on. */
  | { kind: 'signedOut' }
  /** The server does not know this sheet for this person. */
  | { kind: 'refused'; message: string }

interface Parts {
  url: string
  /** What waits now. */
  waiting(): { answers: SentAnswer[]; handIn: boolean }
  /** The server has spoken: to be kept before anything else is sent. */
  acknowledged(acknowledgement: Acknowledgement): Promise<void>
  changed(line: Line): void
  post?: typeof fetch
}

const timeLimit = 8000
const mostAtOnce = 100
const longestPause = 30_000

export interface AnswerSender {
  /** Sends what waits, now. */
  send(): void
  /** The same, and if nothing waits, asks the server how it stands: a phone that slept does not know what time it is. */
  ask(): void
  stop(): void
}

export function answerSender({ url, waiting, acknowledged, changed, post = fetch }: Parts): AnswerSender {
  let underWay = false
  let again = false
  let stopped = false
  let asking = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** One request. True when it was acknowledged. */
  async function deliver(answers: SentAnswer[], handIn: boolean): Promise<boolean> {
    const limit = new AbortController()
    const tooLong = setTimeout(() => limit.abort(), timeLimit)
    try {
      const reply = await post(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ answers, ...(handIn ? { handIn } : {}) }),
        signal: limit.signal,
        credentials: 'same-origin',
      })
      if (reply.ok) {
        const acknowledgement = (await reply.json()) as Partial<Acknowledgement>
        if (!isWhole(acknowledgement)) throw new Error('not the server')
        await acknowledged(acknowledgement)
        return true
      }
      if (reply.status === 401) {
        changed({ kind: 'signedOut' })
        return false
      }
      const { message } = reply.status < 500 ? ((await reply.json()) as { message?: string }) : {}
      changed(message ? { kind: 'refused', message } : { kind: 'waiting' })
    } catch {
      changed({ kind: 'waiting' }) // no network, no server, too slow, or a hotel's sign-in page in the server's place
    } finally {
      clearTimeout(tooLong)
    }
    return false
  }

  async function run() {
    if (stopped) return
    if (underWay) {
      again = true
      return
    }
    clearTimeout(timer)
    underWay = true
    try {
      for (;;) {
        again = false
        const { answers, handIn } = waiting()
        const waits = answers.length > 0 || handIn
        if (!waits && !asking) {
          changed({ kind: 'quiet' })
          if (again) continue
          break
        }
        asking = false
        if (waits && failures === 0) changed({ kind: 'sending' }) // a second try is still waiting, for those who look on
        const last = answers.length <= mostAtOnce
        if (!(await deliver(answers.slice(0, mostAtOnce), handIn && last))) {
          if (!stopped) timer = setTimeout(() => void run(), pauseAfter(failures++))
          break
        }
        failures = 0
      }
    } finally {
      underWay = false
    }
  }

  return {
    send: () => void run(),
    ask() {
      asking = true
      void run()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Only what has all parts is the server's word; anything else must not touch book or clock. */
const isWhole = (said: Partial<Acknowledgement> | null): said is Acknowledgement => Array.isArray(said?.receipts) && Array.isArray(said.refused) && typeof said.state === 'string' && typeof said.now === 'string'

/** One second, then twice as long each time; a little apart for each phone, because they all lost the same network. */
const pauseAfter = (failures: number) => Math.min(longestPause, 1000 * 2 ** failures) * (0.75 + Math.random() / 2)
