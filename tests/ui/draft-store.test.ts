import { expect, test } from 'vitest'
import { deleteAllDrafts, keepDraft, markUnsent, readDraft } from '#app/ui/drafts/draft-store.ts'

const day = 24 * 3_600_000

function aStore(limit = Infinity) {
  const held = new Map<string, string>()
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem(key: string, value: string) {
      if (held.size >= limit && !held.has(key)) throw new Error('QuotaExceededError')
      held.set(key, value)
    },
    removeItem: (key: string) => void held.delete(key),
    key: (nth: number) => [...held.keys()][nth] ?? null,
    get length() {
      return held.size
    },
  }
}

const aDraft = (at: number, value = '唐崖镇') => ({ fields: [['place', value]] as [string, string][], at, isSent: false })

test('a draft is there for the account that typed it, for a week', () => {
  const store = aStore()
  keepDraft(store, 'one', '/desk/cohorts#0', aDraft(0))
  expect(readDraft(store, 'one', '/desk/cohorts#0', 6 * day)?.fields).toEqual([['place', '唐崖镇']])
  expect(readDraft(store, 'other', '/desk/cohorts#0', 6 * day)).toBeNull()
  expect(readDraft(store, 'one', '/desk/cohorts#0', 7 * day)).toBeNull()
})

test('signing out deletes the drafts of every account, and nothing else', () => {
  const store = aStore()
  store.setItem('progress', '1')
  keepDraft(store, 'one', 'a', aDraft(0))
  keepDraft(store, 'other', 'b', aDraft(0))
  deleteAllDrafts(store)
  expect([...store.held.keys()]).toEqual(['progress'])
})

test('the oldest drafts make room', () => {
  const store = aStore()
  for (let nth = 0; nth < 30; nth++) keepDraft(store, 'one', `form ${nth}`, aDraft(nth))
  expect(store.held.size).toBe(20)
  expect(readDraft(store, 'one', 'form 29', 30)).not.toBeNull()
  expect(readDraft(store, 'one', 'form 0', 30)).toBeNull()
})

test('what does not fit is not kept, and a broken draft is none', () => {
  const store = aStore(0)
  expect(keepDraft(store, 'one', 'a', aDraft(0))).toBe(false)
  const roomy = aStore()
  expect(keepDraft(roomy, 'one', 'a', aDraft(0, 'x'.repeat(300_000)))).toBe(false)
  roomy.setItem('tidui-draft:one:a', '{"fields":')
  expect(readDraft(roomy, 'one', 'a', 0)).toBeNull()
})

test('what was sent from a page that was not received is a draft again, and what another page sent is not', () => {
  const store = aStore()
  const isSent = (account: string, form: string) => readDraft(store, account, form, 1)?.isSent
  for (const form of ['/desk/cohorts#0', '/desk/cohorts/new#plan', '/desk/rounds#0'])
    keepDraft(store, 'one', form, { ...aDraft(0), isSent: true })
  keepDraft(store, 'other', '/desk/cohorts#1', { ...aDraft(0), isSent: true })
  store.setItem('tidui-draft:one:/desk/cohorts#2', '{"fields":')
  markUnsent(store, '/desk/cohorts')
  expect([isSent('one', '/desk/cohorts#0'), isSent('other', '/desk/cohorts#1')]).toEqual([false, false])
  expect([isSent('one', '/desk/cohorts/new#plan'), isSent('one', '/desk/rounds#0')]).toEqual([true, true])
})
