// Sends what the phone has stored until the server has acknowledged it: with a time limit, again after a failure with growing pauses, and
// at once when the network returns. Runs on the phone; does not touch the screen.
import type { Acknowledgement, Receipt, SentAnswer } from '../attempt.events.ts'

/** An answer as the phone stores it: with its receipt once there is one. */
export interface LocalAnswer extends SentAnswer {
  receipt: Pick<Receipt, 'number' | 'receivedAt' | 'status'> | null
  /** Why the server rejected it. Such an answer is kept and shown, and not sent again. */
  refused: string | null
}

export type SenderStatus =
  /** Every answer is acknowledged. */
  | { kind: 'quiet' }
  | { kind: 'sending' }
  /** Sending failed; it will be retried automatically. */
  | { kind: 'waiting' }
  /** The session has ended: sending goes on after signing in. */
  | { kind: 'signedOut' }
  /** The server does not know this sheet for this person. */
  | { kind: 'refused'; message: string }

interface Parts {
  url: string
  /** What waits to be sent now. */
  waiting(): { answers: SentAnswer[]; handIn: boolean }
  /** Called when the server has answered. */
  acknowledged(acknowledgement: Acknowledgement): void
  changed(line: SenderStatus): void
  post?: typeof fetch
}

/** Time limit of a request in milliseconds: on a slow line a whole sheet takes longer than one answer. */
const timeoutFor = (answers: number) => 8000 + 100 * Math.max(0, answers - 1)
/**
 * Usually more questions than a sheet has, so that a whole sheet goes together with its handing in. Of a longer one the first go before it.
 */
const maxAnswersAtOnce = 100
const maxPause = 30_000

/** The outcome of a request: the server's answer, or why there is none. */
export type PostResult =
  | { kind: 'acknowledged'; acknowledgement: Acknowledgement }
  | { kind: 'signedOut' }
  | { kind: 'refused'; message: string }
  | { kind: 'waiting' }

interface ToPost {
  url: string
  answers: readonly LocalAnswer[] | readonly SentAnswer[]
  handIn: boolean
  post: typeof fetch
}

/** Lists the stored answers that the server has not yet acknowledged or rejected. */
export const listUnsent = (answers: Iterable<LocalAnswer>) => [...answers].filter((answer) => !answer.receipt && !answer.refused)

/** Sends one request: as many answers as fit, and the handing in together with the last of them. Never rejects. */
export async function postAnswers({ url, answers, handIn, post }: ToPost): Promise<PostResult> {
  const batch = answers
    .slice(0, maxAnswersAtOnce)
    .map(({ device, sequence, questionId, chosen, elapsed }): SentAnswer => ({ device, sequence, questionId, chosen, elapsed }))
  const limit = new AbortController()
  const tooLong = setTimeout(() => limit.abort(), timeoutFor(batch.length))
  try {
    const reply = await post(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ answers: batch, ...(handIn && answers.length <= maxAnswersAtOnce ? { handIn } : {}) }),
      signal: limit.signal,
      credentials: 'same-origin',
    })
    if (reply.ok) {
      const acknowledgement = (await reply.json()) as Partial<Acknowledgement>
      if (!isWhole(acknowledgement)) throw new Error('not the server')
      return { kind: 'acknowledged', acknowledgement }
    }
    if (reply.status === 401) return { kind: 'signedOut' }
    const { message } = reply.status < 500 ? ((await reply.json()) as { message?: string }) : {}
    return message ? { kind: 'refused', message } : { kind: 'waiting' }
  } catch {
    return { kind: 'waiting' } // no network, no server, too slow, or a captive portal in the server's place
  } finally {
    clearTimeout(tooLong)
  }
}

export interface AnswerSender {
  /** Sends what waits, now. */
  send(): void
  /** The same, and if nothing waits, asks the server for its state: a phone that slept does not know the time. */
  ask(): void
  stop(): void
}

export function createAnswerSender({ url, waiting, acknowledged, changed, post = fetch }: Parts): AnswerSender {
  let underWay = false
  let again = false
  let stopped = false
  let asking = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Sends one request. Returns true when it was acknowledged. */
  async function deliver(answers: SentAnswer[], handIn: boolean): Promise<boolean> {
    const posted = await postAnswers({ url, answers, handIn, post })
    if (posted.kind === 'acknowledged') acknowledged(posted.acknowledgement)
    else changed(posted)
    return posted.kind === 'acknowledged'
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
        if (waits && failures === 0) changed({ kind: 'sending' }) // a retry still shows as waiting
        if (!(await deliver(answers, handIn))) {
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

/** Only a complete acknowledgement is the server's; nothing else may change the stored answers or the clock. */
const isWhole = (said: Partial<Acknowledgement> | null): said is Acknowledgement =>
  Array.isArray(said?.receipts) && Array.isArray(said.refused) && typeof said.state === 'string' && typeof said.now === 'string'

/** One second, doubled after each failure; with jitter, because many phones lost the same network at once. */
const pauseAfter = (failures: number) => Math.min(maxPause, 1000 * 2 ** failures) * (0.75 + Math.random() / 2)
