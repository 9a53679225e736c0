// The tabs of lists, as addresses ask for them.
import { expect, test } from 'vitest'
import { readListView } from '#app/modules/pairings/list-views.ts'
import { readRegisterView } from '#app/modules/shops/register-views.ts'

test.each(['', 'nothing', 'constructor', 'toString', '__proto__'])(
  'an address that asks for the tab “%s”, which is none, gets the first',
  (view) => {
    const search = new URLSearchParams({ view })
    expect([readListView(search), readRegisterView(search)]).toEqual(['alive', 'all'])
  },
)

test('a tab that is there is shown', () => {
  expect(readListView(new URLSearchParams('view=ended'))).toBe('ended')
  expect(readRegisterView(new URLSearchParams('view=unclaimed'))).toBe('unclaimed')
})
