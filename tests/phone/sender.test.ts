// What waits on the phone gets through: each answer of a server, and of whoever answers in its place, does the right thing
// to what is kept. On a real database of the phone (fake-indexeddb), through the boxes as pages open them.
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { StoredForm } from '#app/phone/stored-forms.ts'
import type { ProgressEvent } from '#app/modules/learning/progress.events.ts'
import { aPhonesDatabase, untilHolds } from '#tests/support/phone-worker.ts'

type Reply = 'cut' | 'silent' | Response

/** A page open on the phone, and a network that replies one by one; with none left it is cut off. */
async function aPhone(replies: Reply[] = []) {
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('document', document)
  const sent: { to: string; account: unknown; body: unknown }[] = []
  vi.stubGlobal('fetch', async (to: string, { body, signal }: { body: FormData | string; signal: AbortSignal }) => {
    const said = typeof body === 'string' ? (JSON.parse(body) as { account: string; events: unknown }) : Object.fromEntries(body)
    sent.push({ to, account: said.account, body: said })
    const reply = replies.shift() ?? 'cut'
    if (reply === 'cut') throw new TypeError('no network')
    if (reply === 'silent')
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))))
    return reply
  })
  const { deliverForm, isWaitingForm, openForms, formTimeout } = await import('#app/phone/stored-forms.ts')
  const { startSender } = await import('#app/phone/sender.ts')
  const { sendEverything } = await import('#app/phone/send-everything.ts')
  const { openProgressOutbox } = await import('#app/phone/progress-box.ts')
  return {
    window,
    document,
    replies,
    sent,
    openForms,
    openProgress: openProgressOutbox,
    sendEverything,
    keep: (account: string, key: string) => openForms(account).put(key, aForm(key)),
    /** A page of the account that sends by itself, and the lines that it says. */
    startPage(account: string) {
      const lines: string[] = []
      const waits = vi.fn()
      const box = openForms(account)
      const sender = startSender<StoredForm>({
        box,
        deliver: deliverForm(account, box),
        isWaiting: isWaitingForm,
        say: (line) => void lines.push(line),
        patience: formTimeout,
        waits,
      })
      return { sender, box, lines, waits }
    },
  }
}

const aForm = (key: string): StoredForm => ({ key, to: '/pairings/p/messages', words: '留言', fields: [['text', `第 ${key} 条`]] })
const saved = () => Response.json({ saved: true })
const html = (status: number) => new Response('<html>502 Bad Gateway</html>', { status, headers: { 'Content-Type': 'text/html' } })

beforeEach(() => {
  aPhonesDatabase()
  vi.resetModules()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.resetModules() // test files share what they load: the next must not find this phone's
})

test('people who share a phone never see or send each other’s things, also where one’s id begins like the other’s', async () => {
  const phone = await aPhone([saved()])
  await phone.keep('k2', '1')
  await phone.keep('k2a', '2')
  await phone.openProgress('k2').put('1', { key: '1', event: learnt(1) })
  const { listPurposes } = await import('#app/phone/outbox.ts')
  expect([await listPurposes('k2', ''), await listPurposes('k2', 'pro'), await listPurposes('k2a', '')]).toEqual([
    ['mentorship', 'progress'],
    ['progress'],
    ['mentorship'],
  ])
  expect(await phone.sendEverything('k2a')).toMatchObject({ waiting: 0, delivered: 1 })
  expect(phone.sent.map(({ account, body }) => [account, (body as { text: string }).text])).toEqual([['k2a', '第 2 条']])
  expect((await phone.openForms('k2').all()).map(({ key }) => key)).toEqual(['1'])
})

const learnt = (section: number): ProgressEvent =>
  ({
    kind: 'section',
    course: 'tea',
    lesson: 'one',
    section,
    at: `2019-03-04T01:00:0${section % 10}.000Z`,
  }) as unknown as ProgressEvent

test('what one purpose keeps is not another’s, and what is kept is there for the next page in the order of its keys', async () => {
  const phone = await aPhone()
  await phone.keep('hers', 'b')
  await phone.keep('hers', 'a')
  expect((await phone.openForms('hers').all()).map(({ key }) => key)).toEqual(['a', 'b'])
  expect(await phone.openProgress('hers').all()).toEqual([])
})

test.each([
  ['the network is cut', 'cut'],
  ['a server or a proxy fails', html(502)],
  ['too many are at it', Response.json({ message: '请过半分钟再点一次。' }, { status: 503 })],
  ['it was enough for today', Response.json({ message: '今天太多了。' }, { status: 429 })],
  ['a hotel’s page says 200', html(200)],
  ['a hotel’s page is JSON', Response.json({ login: true })],
  ['a proxy refuses without our words', html(403)],
  ['the acknowledgement is cut short', new Response('{"saved":tr', { status: 200 })],
] satisfies [string, Reply][])('where %s the form stays, and goes with the next try', async (_, reply) => {
  const phone = await aPhone([reply, saved()])
  await phone.keep('hers', '1')
  expect(await phone.sendEverything('hers')).toMatchObject({ waiting: 1, delivered: 0 })
  expect(await phone.openForms('hers').all()).toEqual([aForm('1')])
  expect(await phone.sendEverything('hers')).toMatchObject({ waiting: 0, delivered: 1 })
  expect(await phone.openForms('hers').all()).toEqual([])
})

test.each([403, 404, 409, 413, 422])(
  'where the server refuses with %i the form stays with its sentence, and is not sent again',
  async (status) => {
    const phone = await aPhone([Response.json({ message: '没有收下。' }, { status }), saved()])
    await phone.keep('hers', '1')
    await phone.keep('hers', '2')
    expect(await phone.sendEverything('hers')).toMatchObject({ waiting: 0, delivered: 1 })
    expect(await phone.openForms('hers').all()).toEqual([{ ...aForm('1'), refused: '没有收下。' }])
    await phone.sendEverything('hers')
    expect(phone.sent.length).toBe(2)
  },
)

test('what is wrong with a field is told in the words of the field', async () => {
  const phone = await aPhone([Response.json({ message: '请看红字。', fields: { text: ['写得太长。'] } }, { status: 422 })])
  await phone.keep('hers', '1')
  await phone.sendEverything('hers')
  expect((await phone.openForms('hers').all())[0]!.refused).toBe('写得太长。')
})

test('with the session over everything stays, no network is waited for, and after signing in it goes', async () => {
  const phone = await aPhone([Response.json({}, { status: 401 }), saved()])
  await phone.keep('hers', '1')
  expect(await phone.sendEverything('hers')).toMatchObject({ waiting: 0, delivered: 0 })
  expect(await phone.openForms('hers').all()).toEqual([aForm('1')])
  expect(await phone.sendEverything('hers')).toMatchObject({ delivered: 1 })
})

test.each([
  ['nothing is counted', Response.json({ ok: true })],
  ['the count is no number', Response.json({ saved: 'all' })],
  ['a hotel answers', html(200)],
  ['the server fails', html(500)],
  ['it was enough for today', Response.json({ message: '今天太多了。', saved: 3 }, { status: 429 })],
])('what was learnt stays where %s', async (_, reply) => {
  const phone = await aPhone([reply])
  await phone.openProgress('hers').put('1', { key: '1', event: learnt(1) })
  expect(await phone.sendEverything('hers')).toMatchObject({ waiting: 1 })
  expect((await phone.openProgress('hers').all()).length).toBe(1)
})

test('what was learnt goes a hundred at a time, and leaves at the server’s word alone', async () => {
  const phone = await aPhone([Response.json({ saved: 100 }), 'cut'])
  const box = phone.openProgress('hers')
  for (let at = 0; at < 130; at++) await box.put(`k${1000 + at}`, { key: `k${1000 + at}`, event: learnt(at) })
  expect(await phone.sendEverything('hers')).toMatchObject({ waiting: 30 })
  expect(phone.sent.map(({ to, body }) => [to, (body as { events: unknown[] }).events.length])).toEqual([
    ['/progress', 100],
    ['/progress', 30],
  ])
  expect((await box.all()).map(({ key }) => key)[0]).toBe('k1100')
})

/** Timers that stand still; the phone's database goes on by itself. */
const holdTimers = () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
const untilSent = (phone: { sent: unknown[] }, count: number) => untilHolds(() => expect(phone.sent.length).toBe(count))

test('an open page tries again by itself, each time after twice as long, up to a minute', async () => {
  const phone = await aPhone()
  await phone.keep('hers', '1')
  holdTimers()
  const page = phone.startPage('hers')
  await untilSent(phone, 1)
  const pauses = [1, 2, 4, 8, 16, 32, 60, 60]
  for (const [failed, seconds] of pauses.entries()) {
    await untilHolds(() => expect(page.lines.length).toBe(failed + 1))
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
    expect(phone.sent.length, `before ${seconds} s are over`).toBe(failed + 1)
    await vi.advanceTimersByTimeAsync(1)
    await untilSent(phone, failed + 2)
  }
  expect(new Set(page.lines)).toEqual(new Set(['1 条还没发出，存在手机里，有网会自动发。']))
  expect(page.waits).toHaveBeenCalled()
})

test.each(['online', 'visible'])('when the phone is %s again it is tried at once, and the waits begin anew', async (how) => {
  const phone = await aPhone(['cut', 'cut', 'cut', 'cut'])
  await phone.keep('hers', '1')
  holdTimers()
  const page = phone.startPage('hers')
  for (const seconds of [1, 2]) {
    await untilHolds(() => expect(page.lines.length).toBe(seconds))
    await vi.advanceTimersByTimeAsync(seconds * 1000)
  }
  await untilHolds(() => expect(page.lines.length).toBe(3))
  if (how === 'online') phone.window.dispatchEvent(new Event('online'))
  else phone.document.dispatchEvent(new Event('visibilitychange'))
  await untilHolds(() => expect(page.lines.length).toBe(4))
  phone.replies.push(saved())
  await vi.advanceTimersByTimeAsync(1000)
  await untilSent(phone, 5)
  await untilHolds(async () => expect(await page.box.all()).toEqual([]))
  expect(page.lines.at(-1)).toMatch(/^已存 ✓ /)
})

test('a page that is put away does not try at once', async () => {
  const phone = await aPhone()
  await phone.keep('hers', '1')
  holdTimers()
  const page = phone.startPage('hers')
  await untilHolds(() => expect(page.lines.length).toBe(1))
  phone.document.visibilityState = 'hidden'
  phone.document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(999)
  expect(phone.sent.length).toBe(1)
})

test('a delivery that never ends is given up and tried again; what was sent twice is one thing to the server by its key', async () => {
  const phone = await aPhone(['silent', saved()])
  await phone.keep('hers', '1')
  holdTimers()
  const page = phone.startPage('hers')
  await untilSent(phone, 1)
  await vi.advanceTimersByTimeAsync(60_000)
  await untilHolds(() => expect(page.lines.length).toBe(1))
  await vi.advanceTimersByTimeAsync(1_000)
  await untilHolds(async () => expect(await page.box.all()).toEqual([]))
  expect(phone.sent[0]).toEqual(phone.sent[1])
})

test('what is written while something is under way follows it, and one page sends one thing at a time', async () => {
  const phone = await aPhone([saved(), saved()])
  const page = phone.startPage('hers')
  await Promise.all([page.sender.add(aForm('1')), page.sender.add(aForm('2'))])
  await vi.waitFor(async () => expect(await page.box.all()).toEqual([]))
  expect(phone.sent.map(({ body }) => (body as { text: string }).text)).toEqual(['第 1 条', '第 2 条'])
})

test('a form that the server refused does not hold up those behind it', async () => {
  const phone = await aPhone([Response.json({ message: '这一步已经过时了。' }, { status: 409 }), saved()])
  for (const key of ['1', '2']) await phone.keep('hers', key)
  const page = phone.startPage('hers')
  await vi.waitFor(async () => expect(await page.box.all()).toEqual([{ ...aForm('1'), refused: '这一步已经过时了。' }]))
  expect(phone.sent.length).toBe(2)
})

/** A phone whose database has no room left. */
async function fill() {
  const { IDBObjectStore } = await import('fake-indexeddb')
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  onTestFinished(() => put.mockRestore())
}

test('on a full phone it is said that only the page holds it, the page asks before it is left, and sending goes on', async () => {
  await fill()
  const phone = await aPhone(['cut'])
  const page = phone.startPage('hers')
  expect(await page.sender.add(aForm('1'))).toBe('full')
  await vi.waitFor(() => expect(page.lines).toContain('1 条还没发出，有网会自动发。手机存满了，请不要关这一页。'))
  const leave = () => {
    const event = Object.defineProperty(new Event('beforeunload', { cancelable: true }), 'returnValue', { writable: true })
    phone.window.dispatchEvent(event)
    return { canLeave: page.sender.canLeave(), isAsked: event.defaultPrevented }
  }
  expect(leave()).toEqual({ canLeave: false, isAsked: true })
  phone.replies.push(saved())
  await page.sender.send()
  expect(await page.box.all()).toEqual([])
  expect(leave()).toEqual({ canLeave: true, isAsked: false })
})

test('the worker hears of what waits, and the browser is asked for it under the account’s name', async () => {
  const register = vi.fn(async () => undefined)
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve({ sync: { register } }) } })
  const phone = await aPhone(['cut'])
  const { createProgressSender } = await import('#app/phone/progress-sender.ts')
  const lines: string[] = []
  const sender = createProgressSender('hers', (line) => void lines.push(line))
  sender.add(learnt(1))
  await vi.waitFor(() => expect(register).toHaveBeenCalledWith('waiting/hers'))
  expect(await sender.waiting()).toEqual([learnt(1)])
  const { accountOfSyncTag } = await import('#app/phone/background.ts')
  expect([accountOfSyncTag('waiting/hers'), accountOfSyncTag('anything else')]).toEqual(['hers', null])
  phone.replies.push(Response.json({ saved: 1 }))
  await sender.settle(5_000)
  expect(await sender.waiting()).toEqual([])
})
