// The tabs of lists, as addresses ask for them.
import { expect, test } from 'vitest'
import { parseListView } from '#app/modules/pairings/list-views.ts'

test.each(['', 'nothing', 'constructor', 'toString', '__proto__'])(
  'an address that asks for the tab “%s”, which is none, gets the first',
  (view) => {
    const search = new URLSearchParams({ view })
    expect(parseListView(search)).toBe('alive')
  },
)

test('a tab that is there is shown', () => {
  expect(parseListView(new URLSearchParams('view=ended'))).toBe('ended')
})
