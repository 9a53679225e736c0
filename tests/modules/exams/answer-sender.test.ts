// How the phone gets its answers through.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAnswerSender, type SenderStatus } from '#app/modules/exams/sitting/answer-sender.ts'
import type { Acknowledgement, SentAnswer } from '#app/modules/exams/attempt.events.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const anAnswer = (sequence: number): SentAnswer => ({
  device: 'phone-one',
  sequence,
  questionId: `q${sequence}`,
  chosen: ['a'],
  elapsed: sequence,
})

/** A phone with answers in its book, and a server that replies as told, request by request. */
function aPhone(
  replies: (number | 'cut' | 'slow' | 'portal' | 'portal json' | Response)[],
  { answers = [anAnswer(1)], handIn = false } = {},
) {
  const book = { answers, handIn }
  const lines: SenderStatus['kind'][] = []
  const sent: { answers: SentAnswer[]; handIn?: boolean }[] = []
  const sender = createAnswerSender({
    url: '/attempts/one/answers',
    waiting: () => ({ ...book }),
    async acknowledged({ receipts, state }: Acknowledgement) {
      book.answers = book.answers.filter(({ sequence }) => !receipts.some((receipt) => receipt.sequence === sequence))
      if (state !== 'sitting') book.handIn = false
    },
    changed: (line) => void lines.push(line.kind),
    post: (async (_url: string, init: RequestInit) => {
      const reply = replies.shift() ?? 200
      const body = JSON.parse(init.body as string) as (typeof sent)[number]
      sent.push(body)
      if (reply instanceof Response) return reply
      if (reply === 'cut') throw new TypeError('network')
      if (reply === 'portal') return new Response('<html>请登录</html>', { status: 200, headers: { 'Content-Type': 'text/html' } })
      if (reply === 'portal json') return Response.json({ login: true })
      if (reply === 'slow')
        return new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))))
      return Response.json(
        { message: 'no', receipts: body.answers, refused: [], state: body.handIn ? 'graded.passed' : 'sitting', now: '' },
        { status: reply },
      )
    }) as unknown as typeof fetch,
  })
  return { sender, lines, sent, book }
}

test('what is acknowledged is quiet and is not sent again', async () => {
  const { sender, lines, sent, book } = aPhone([200])
  sender.send()
  await vi.advanceTimersByTimeAsync(120_000)
  expect([lines.at(-1), sent.length, book.answers]).toEqual(['quiet', 1, []])
})

test('without network, and with a server that fails, it tries again by itself, ever more rarely, until it is through', async () => {
  const { sender, lines, sent, book } = aPhone(['cut', 502, 'cut', 500, 'cut', 'cut', 'cut', 200])
  sender.send()
  await vi.advanceTimersByTimeAsync(10_000)
  expect([lines.at(-1), book.answers.length]).toEqual(['waiting', 1])
  expect(sent.length).toBeLessThanOrEqual(5)
  await vi.advanceTimersByTimeAsync(180_000)
  expect([lines.at(-1), book.answers.length, sent.length]).toEqual(['quiet', 0, 8])
})

test('a sign-in page in the place of the server acknowledges nothing', async () => {
  const { sender, lines, book } = aPhone(['portal', 'portal json', 200])
  sender.send()
  await vi.advanceTimersByTimeAsync(2_000)
  expect([lines.at(-1), book.answers.length]).toEqual(['waiting', 1])
  await vi.advanceTimersByTimeAsync(10_000)
  expect([lines.at(-1), book.answers.length]).toEqual(['quiet', 0])
})

const whole = {
  receipts: [{ device: 'phone-one', sequence: 1, number: 'n1', receivedAt: '', status: 'inTime' }],
  refused: [],
  state: 'sitting',
  now: '',
}

test.each([{}, null, ...Object.keys(whole).map((missing) => ({ ...whole, [missing]: undefined }))])(
  'an acknowledgement that lacks a part is none, and is asked for again: %j',
  async (said) => {
    const { sender, lines, sent, book } = aPhone([Response.json(said), Response.json(whole)])
    sender.send()
    await vi.advanceTimersByTimeAsync(10)
    expect([lines.at(-1), book.answers.length]).toEqual(['waiting', 1])
    await vi.advanceTimersByTimeAsync(2_000)
    expect([lines.at(-1), book.answers.length, sent.length]).toEqual(['quiet', 0, 2])
  },
)

test.each([403, 404, 409, 413, 429])('what the server refuses with %i is kept, and told in its words', async (status) => {
  const { sender, lines, book } = aPhone([status])
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  expect([lines.at(-1), book.answers.length]).toEqual(['refused', 1])
})

test.each([500, 503])('what a server that says %i did not take waits, and goes by itself', async (status) => {
  const { sender, lines, book } = aPhone([status])
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  expect([lines.at(-1), book.answers.length]).toEqual(['waiting', 1])
  await vi.advanceTimersByTimeAsync(2_000)
  expect([lines.at(-1), book.answers.length]).toEqual(['quiet', 0])
})

test('a server that does not reply is given eight seconds', async () => {
  const { sender, lines } = aPhone(['slow', 200])
  sender.send()
  await vi.advanceTimersByTimeAsync(7_900)
  expect(lines.at(-1)).toBe('sending')
  await vi.advanceTimersByTimeAsync(200)
  expect(lines.at(-1)).toBe('waiting')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(lines.at(-1)).toBe('quiet')
})

test('when the network returns it does not wait for the pause to end', async () => {
  const { sender, book } = aPhone(['cut', 'cut', 'cut', 'cut', 'cut', 200])
  sender.send()
  await vi.advanceTimersByTimeAsync(22_000)
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  expect(book.answers).toEqual([])
})

test('an expired session keeps the answers and says so; after signing in they go', async () => {
  const { sender, lines, book } = aPhone([401, 200])
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  expect([lines.at(-1), book.answers.length]).toEqual(['signedOut', 1])
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  expect([lines.at(-1), book.answers.length]).toEqual(['quiet', 0])
})

test('an answer given while others are under way is sent right after them', async () => {
  const { sender, sent, book } = aPhone([200, 200])
  sender.send()
  book.answers = [...book.answers, anAnswer(2)]
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  expect([sent.length, book.answers]).toEqual([2, []])
})

test('handing in goes with the last of the answers, and is repeated until it is acknowledged', async () => {
  const { sender, sent, book } = aPhone(['cut', 200, 200], {
    answers: Array.from({ length: 130 }, (_, at) => anAnswer(at + 1)),
    handIn: true,
  })
  sender.send()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent.map(({ answers, handIn }) => [answers.length, handIn ?? false])).toEqual([
    [100, false],
    [100, false],
    [30, true],
  ])
  expect(book).toEqual({ answers: [], handIn: false })
})

test('after stopping nothing more is sent', async () => {
  const { sender, sent } = aPhone(['cut'])
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  sender.stop()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sent.length).toBe(1)
})

test('a phone that wakes asks how it stands though nothing waits, once, and without a word on the screen', async () => {
  const { sender, sent, lines } = aPhone([200], { answers: [] })
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  expect(sent).toEqual([])
  sender.ask()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sent).toEqual([{ answers: [] }])
  expect(new Set(lines)).toEqual(new Set(['quiet']))
})

test('asking without network is given up after one try; what waits is not', async () => {
  const { sender, sent, book } = aPhone(['cut'], { answers: [] })
  sender.ask()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sent.length).toBe(1)
  book.answers = [anAnswer(1)]
  sender.send()
  await vi.advanceTimersByTimeAsync(10)
  expect(book.answers).toEqual([])
})
