// What waits on the phone: taken at once, whatever the phone's own database does.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** A phone whose database opens, refuses, throws or hangs, with so much room. */
function aDatabase(how: 'opens' | 'throws' | 'hangs', room = { left: Infinity }) {
  const rows = new Map<string, { box: string; key: string; item: unknown }>()
  const full = () => new DOMException('full', 'QuotaExceededError')
  const opened = {
    put: async (_store: string, row: { box: string; key: string; item: unknown }) => {
      if (room.left <= 0) throw full()
      room.left--
      rows.set(`${row.box}|${row.key}`, row)
    },
    getAll: async (_store: string, range: { box: string }) => [...rows.values()].filter(({ box }) => box === range.box),
    getAllKeys: async () => [...rows.values()].map(({ box, key }) => [box, key]),
    delete: async (_store: string, [box, key]: [string, string]) => void rows.delete(`${box}|${key}`),
  }
  vi.stubGlobal('indexedDB', {})
  vi.stubGlobal('IDBKeyRange', { bound: ([box]: [string]) => ({ box }) })
  vi.doMock('idb', () => ({
    openDB: () => {
      if (how === 'throws') throw new DOMException('no', 'SecurityError')
      return how === 'hangs' ? new Promise(() => undefined) : Promise.resolve(opened)
    },
  }))
  return { rows, room }
}

const theOutbox = () => import('#app/phone/outbox.ts')

beforeEach(() => void vi.resetModules())
afterEach(() => {
  vi.useRealTimers()
  vi.doUnmock('idb')
  vi.resetModules() // test files share what they load: the next must not find this phone's
  vi.unstubAllGlobals()
})

test('with the phone full an item is there all the same, and it is known that only the page has it; with room again it is written', async () => {
  const { rows, room } = aDatabase('opens', { left: 0 })
  const { openOutbox } = await theOutbox()
  const box = openOutbox<string>('account', 'purpose')
  expect(await box.put('a', 'first')).toBe('full')
  expect([await box.all(), box.unkept(), rows.size]).toEqual([['first'], 'full', 0])
  room.left = 5
  expect(await box.put('b', 'second')).toBe('kept')
  await vi.waitFor(() => expect([rows.size, box.unkept()]).toEqual([2, null]))
  expect(await box.all()).toEqual(['first', 'second'])
})

test('an item is given from the moment it is taken, before anything was written', async () => {
  aDatabase('opens')
  const { openOutbox } = await theOutbox()
  const box = openOutbox<string>('account', 'purpose')
  const writing = box.put('a', 'first')
  expect(await box.all()).toEqual(['first'])
  expect(await writing).toBe('kept')
  await box.remove(['a'])
  expect(await box.all()).toEqual([])
})

test.each(['throws', 'hangs'] as const)('a database that %s holds nobody up for longer than two seconds', async (how) => {
  aDatabase(how)
  vi.useFakeTimers()
  const { openOutbox, listPurposes } = await theOutbox()
  const box = openOutbox<string>('account', 'purpose')
  const writing = box.put('a', 'first')
  const reading = box.all()
  await vi.advanceTimersByTimeAsync(2_000)
  expect([await writing, await reading, box.unkept(), await listPurposes('account', 'pur')]).toEqual(['none', ['first'], 'none', []])
})

test('what is replaced while it is written is not lost', async () => {
  const { rows } = aDatabase('opens')
  const { openOutbox } = await theOutbox()
  const box = openOutbox<string>('account', 'purpose')
  const first = box.put('a', 'old')
  const second = box.put('a', 'new')
  await Promise.all([first, second])
  expect([await box.all(), [...rows.values()].map(({ item }) => item)]).toEqual([['new'], ['new']])
})

test('a form that is refused on a full phone is sent once, not for ever', async () => {
  const { room } = aDatabase('opens')
  const { openForms } = await import('#app/phone/stored-forms.ts')
  await openForms('account').put('1', { key: '1', to: '/sent', words: '八月的数字', fields: [] })
  room.left = 0
  const post = vi.fn(async () =>
    post.mock.calls.length > 5 ? Promise.reject(new Error('sent for ever')) : Response.json({ message: '填得不对' }, { status: 422 }),
  )
  vi.stubGlobal('fetch', post)
  const { sendEverything } = await import('#app/phone/send-everything.ts')
  await sendEverything('account', { progress: false })
  expect(post).toHaveBeenCalledTimes(1)
})

test('a try knows how many forms it has delivered', async () => {
  aDatabase('opens')
  const { openForms } = await import('#app/phone/stored-forms.ts')
  for (const key of ['1', '2']) await openForms('account').put(key, { key, to: '/sent', words: '留言', fields: [] })
  vi.stubGlobal('fetch', async () => Response.json({ saved: true }))
  const { sendEverything } = await import('#app/phone/send-everything.ts')
  expect(await sendEverything('account', { progress: false })).toMatchObject({ waiting: 0, delivered: 2 })
})
