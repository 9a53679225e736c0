// A sitting on the phone: the answers given here, which of them the server has, and the time left. Combines the phone's stored answers,
// clock and sender, and drives an actor of the same machine that the server uses.
import type { ActorRefFrom } from 'xstate'
import { registerSync } from '#app/phone/background.ts'
import type { StorageStatus } from '#app/phone/outbox.ts'
import { confirmBeforeLeaving } from '#app/phone/sender.ts'
import { createAnswerSender, type LocalAnswer, type SenderStatus, listUnsent } from './answer-sender.ts'
import type { Acknowledgement } from '../attempt.events.ts'
import type { attemptMachine } from '../attempt.machine.ts'
import { createExamClock } from './exam-clock.ts'
import type { SittingView } from '../exams.server.ts'
import { applyAcknowledgement, clockKey, handInKey, answerKey, openSheet, storeChanges } from './stored-sheet.ts'
import { selectLatestAnswers } from '../sheet.ts'
import { isGraded, isSitting } from '../attempt.states.ts'

/** The current answer to a question, as the screen shows it. */
export interface ShownAnswer {
  chosen: readonly string[]
  /** Null while the server has not acknowledged it. */
  receipt: { number: string; receivedAt: string } | null
}

export interface SittingState {
  answers: ReadonlyMap<string, ShownAnswer>
  /** How many answers wait to be sent, at most one a question. */
  waiting: number
  /** Why something that waits exists only in this page; null if the phone has stored it. */
  unkept: Exclude<StorageStatus, 'kept'> | null
  line: SenderStatus
  /** Receipt of the answer that was acknowledged last. */
  saved: ShownAnswer['receipt']
  /** Time left in milliseconds. */
  left: number
  /** The sheet is to be handed in as soon as there is a network. */
  handingIn: boolean
  /** The server has graded it, and nothing waits any more. */
  done: boolean
  /** The stored answers have been read. */
  ready: boolean
}

/** Milliseconds between saves of the clock, for a page that opens again without network. */
const clockInterval = 10_000

/** The state by the page alone: what the server rendered, before any script has run. */
export function initialSittingState(view: SittingView): SittingState {
  const last = view.answers.reduce<ShownAnswer['receipt']>(
    (latest, answer) => (!latest || answer.receivedAt > latest.receivedAt ? answer : latest),
    null,
  )
  return {
    answers: new Map(view.answers.map((answer) => [answer.questionId, { chosen: answer.chosen, receipt: answer }])),
    waiting: 0,
    unkept: null,
    line: { kind: 'quiet' },
    saved: last,
    left: Date.parse(view.context.deadlineAt) - Date.parse(view.serverNow),
    handingIn: false,
    done: false,
    ready: false,
  }
}

export interface Sitting {
  choose(questionId: string, chosen: string[]): void
  handIn(): void
  stop(): void
}

interface Parts {
  view: SittingView
  actor: ActorRefFrom<typeof attemptMachine>
  url: string
  changed(now: SittingState): void
}

/** Starts the sitting: reads what the phone stored, sends what waits, and continues until stopped. */
export function startSitting({ view, actor, url, changed }: Parts): Sitting {
  const { openedAt, deadlineAt } = view.context
  const box = openSheet(view.accountId, view.id)
  const book = new Map<string, LocalAnswer>()
  const device = newDevice()
  const length = Date.parse(deadlineAt) - Date.parse(openedAt)
  let clock = createExamClock({ openedAt, serverNow: view.serverNow, age: getPageAge(), atLeast: 0, monotonic: () => performance.now() })
  let sequence = 0
  let handingIn = false
  let graded = isGraded(view.state)
  let ready = false
  let stopped = false
  let line: SenderStatus = { kind: 'quiet' }
  let saved = initialSittingState(view).saved
  let written = 0

  const waiting = () => listUnsent(book.values())
  const holdsSomething = () => (waiting().length > 0 || handingIn) && box.unkept() !== null

  function notify() {
    if (stopped) return
    const fromServer = view.answers.map(({ number, receivedAt, ...answer }) => ({ ...answer, receipt: { number, receivedAt } }))
    const fromBook = [...book.values()]
      .filter(({ refused }) => !refused)
      .map((answer) => ({ ...answer, givenAt: Date.parse(openedAt) + answer.elapsed }))
    const stands = selectLatestAnswers([...fromServer, ...fromBook])
    const unsent = waiting().length
    changed({
      answers: new Map([...stands].map(([questionId, { chosen, receipt }]) => [questionId, { chosen, receipt }])),
      waiting: unsent,
      unkept: holdsSomething() ? box.unkept() : null,
      line,
      saved,
      left: length - clock.elapsed(),
      handingIn,
      done: ready && graded && unsent === 0,
      ready,
    })
  }

  const sender = createAnswerSender({
    url,
    waiting: () => ({ answers: waiting(), handIn: handingIn }),
    acknowledged: applyReceipts,
    changed(next) {
      line = next
      if (next.kind === 'waiting') registerSync(view.accountId)
      notify()
    },
  })

  /** The answers in memory are updated at once; the phone stores what it can of them. */
  function applyReceipts(said: Acknowledgement) {
    clock.sync(said.now)
    const news = applyAcknowledgement(book, said)
    for (const answer of news) {
      book.set(answerKey(answer), answer)
      if (answer.receipt && !answer.refused) saved = { number: answer.receipt.number, receivedAt: answer.receipt.receivedAt }
    }
    if (!isSitting(said.state)) handingIn = false
    graded = isGraded(said.state)
    void storeChanges(box, book, { news, state: said.state })
  }

  async function resume() {
    let lastHere = 0
    for (const kept of await box.all()) {
      if (kept.kind === 'handIn') handingIn = !graded
      else if (kept.kind === 'clock') lastHere = kept.elapsed
      else if (!book.has(answerKey(kept.answer))) book.set(answerKey(kept.answer), kept.answer)
    }
    // The page may be older than the receipts on the phone.
    for (const { receipt } of book.values())
      if (receipt && receipt.receivedAt > (saved?.receivedAt ?? '')) saved = { number: receipt.number, receivedAt: receipt.receivedAt }
    lastHere = Math.max(lastHere, ...[...book.values()].map(({ elapsed }) => elapsed))
    if (lastHere > clock.elapsed())
      clock = createExamClock({
        openedAt,
        serverNow: view.serverNow,
        age: getPageAge(),
        atLeast: lastHere,
        monotonic: () => performance.now(),
      })
    ready = true
    notify()
    sender.ask() // the page may be a cached copy, or another phone may have handed in
  }

  function tick() {
    if (ready && !graded && clock.elapsed() - written >= clockInterval) {
      written = clock.elapsed()
      void box.put(clockKey, { kind: 'clock', elapsed: written })
    }
    if (length - clock.elapsed() <= 0 && actor.getSnapshot().matches('sitting')) {
      actor.send({ type: 'EXPIRE', at: new Date(Date.parse(deadlineAt) + 1).toISOString() })
      collect()
    }
    notify()
  }

  function collect() {
    handingIn = true
    void box.put(handInKey, { kind: 'handIn', with: waiting().map(answerKey), examId: view.examId }).then(notify)
    sender.send()
    notify()
  }

  const wake = () => {
    if (document.visibilityState === 'visible') sender.ask()
  }
  const ticking = setInterval(tick, 1000)
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  confirmBeforeLeaving(() => !stopped && holdsSomething())
  void resume()

  return {
    choose(questionId, chosen) {
      if (!actor.getSnapshot().matches('sitting') || clock.elapsed() > length) return
      // Earlier answers to this question that are not sent yet need not be sent any more.
      const before = waiting()
        .filter((answer) => answer.questionId === questionId)
        .map(answerKey)
      for (const key of before) book.delete(key)
      if (before.length > 0) void box.remove(before)
      const answer: LocalAnswer = {
        device,
        sequence: ++sequence,
        questionId,
        chosen,
        elapsed: clock.elapsed(),
        receipt: null,
        refused: null,
      }
      book.set(answerKey(answer), answer)
      void box.put(answerKey(answer), { kind: 'answer', answer }).then(notify)
      sender.send()
      notify()
    },
    handIn() {
      actor.send({ type: 'SUBMIT', at: new Date(Date.parse(openedAt) + Math.min(clock.elapsed(), length)).toISOString() })
      collect()
    },
    stop() {
      stopped = true
      clearInterval(ticking)
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
      sender.stop()
    },
  }
}

/** Returns a random id for this page on this phone. Not `crypto.randomUUID`, which needs https: village offices serve over plain http. */
function newDevice() {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Returns the milliseconds since the server sent this page. Its timestamp is a little older, so no extra time is given. */
function getPageAge() {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return performance.now() - (navigation?.responseStart ?? 0)
}
