// Sheets that wait on a phone, sent by any page of the account or by the worker.
import { afterEach, expect, test, vi } from 'vitest'
import type { StoredItem } from '#app/modules/exams/sitting/stored-sheet.ts'

const boxes = new Map<string, Map<string, StoredItem>>()
vi.mock('#app/phone/outbox.ts', () => ({
  openOutbox: (account: string, purpose: string) => {
    const box = boxes.get(`${account}/${purpose}`) ?? new Map<string, StoredItem>()
    boxes.set(`${account}/${purpose}`, box)
    return {
      put: async (key: string, item: StoredItem) => void box.set(key, item),
      all: async () => [...box.values()],
      remove: async (keys: string[]) => keys.forEach((key) => box.delete(key)),
      unkept: () => null,
    }
  },
  listPurposes: async (account: string, beginning: string) =>
    [...boxes.keys()].filter((name) => name.startsWith(`${account}/${beginning}`)).map((name) => name.slice(account.length + 1)),
}))
vi.resetModules() // another test of this worker may have loaded it with the real outbox
const { sendWaitingSheets } = await import('#app/modules/exams/sitting/stored-sheet.ts')

afterEach(() => void boxes.clear())

const anAnswer = (sequence: number): StoredItem => ({
  kind: 'answer',
  answer: { device: 'phone-one', sequence, questionId: `q${sequence}`, chosen: ['a'], elapsed: sequence, receipt: null, refused: null },
})

function aSheet(attemptId: string, answers: number, handIn?: string[]) {
  const box = new Map<string, StoredItem>(Array.from({ length: answers }, (_, at) => [`answer/phone-one/${at + 1}`, anAnswer(at + 1)]))
  if (handIn) box.set('hand-in', { kind: 'handIn', with: handIn })
  boxes.set(`account/attempt/${attemptId}`, box)
  return box
}

/** A server that acknowledges everything, or answers with this status. */
function aServer(status = 200) {
  const sent: { url: string; answers: number; handIn: boolean }[] = []
  const post = (async (url: string, init: RequestInit) => {
    const { answers, handIn = false } = JSON.parse(init.body as string) as {
      answers: { device: string; sequence: number }[]
      handIn?: boolean
    }
    sent.push({ url, answers: answers.length, handIn })
    if (status === 0) throw new TypeError('network')
    const receipts = answers.map((answer) => ({
      ...answer,
      number: `n${answer.sequence}`,
      receivedAt: '2019-03-04T01:00:00.000Z',
      status: 'inTime',
    }))
    return Response.json(
      { message: 'no', receipts, refused: [], state: handIn ? 'graded.passed' : 'sitting', now: '2019-03-04T01:00:00.000Z' },
      { status },
    )
  }) as unknown as typeof fetch
  return { post, sent }
}

test('answers and handing in go in one request, and nothing of the sheet stays', async () => {
  const box = aSheet('one', 8, ['answer/phone-one/1', 'answer/phone-one/8'])
  const { post, sent } = aServer()
  expect(await sendWaitingSheets('account', undefined, post)).toMatchObject([{ attemptId: 'one', status: 'sent' }])
  expect([sent, box.size]).toEqual([[{ url: '/attempts/one/answers', answers: 8, handIn: true }], 0])
})

test('without all answers that belong to it, nobody hands a sheet in: the page that has them does', async () => {
  aSheet('one', 2, ['answer/phone-one/1', 'answer/phone-one/3'])
  const { post, sent } = aServer()
  await sendWaitingSheets('account', undefined, post)
  expect(sent).toEqual([{ url: '/attempts/one/answers', answers: 2, handIn: false }])
})

test.each([
  [0, 'waiting'],
  [503, 'waiting'],
  [401, 'signedOut'],
  [404, 'refused'],
] as const)('with %i it stays on the phone: %s', async (status, stands) => {
  const box = aSheet('one', 2, [])
  expect(await sendWaitingSheets('account', undefined, aServer(status).post)).toMatchObject([{ status: stands, answers: 2, handIn: true }])
  expect(box.size).toBe(3)
})

test('the page’s own sheet, and those of other accounts, are left alone', async () => {
  aSheet('one', 2)
  boxes.set('other/attempt/two', aSheet('x', 1))
  boxes.delete('account/attempt/x')
  const { post, sent } = aServer()
  expect(await sendWaitingSheets('account', 'one', post)).toEqual([])
  expect(sent).toEqual([])
})
