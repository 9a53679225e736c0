// The tabs of lists, as addresses ask for them.
import { expect, test } from 'vitest'
import { type PlacedPairing, pairingList, parseListView } from '#app/modules/pairings/lists.ts'
import { roundPairingList } from '#app/modules/rounds/lists.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

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

const lines = Array.from({ length: 450 }, (_, nth): PlacedPairing => ({
  id: `pair-${nth}`,
  roundId: 'round',
  state: nth % 3 ? 'alive.active.onTrack' : 'proposed',
  west: { id: `west-${nth}`, name: `茶叶店${nth}`, regionCode: nth % 2 ? '422826103' : '422826105' },
  east: { id: `east-${nth}`, name: `余杭店${nth}` },
  side: null,
  replacesId: null,
  proposedAt: new Date('2019-03-01T00:00:00Z'),
  beganAt: nth % 3 ? '2019-03-05T02:00:00.000Z' : null,
  endsAt: null,
  ending: null,
  place: nth % 2 ? '清坪镇' : '唐崖镇',
}))
const shown = (search: string, list = pairingList) => arrange(lines, parseTableQuery(new URLSearchParams(search), list), list)

test('hundreds of pairings are a hundred a page, filtered by state and township', () => {
  expect([shown('').rows.length, shown('').pages, shown('page=5').rows.length]).toEqual([100, 5, 50])
  expect([shown('state=proposed').count, shown('region=422826105').count]).toEqual([150, 225])
  expect(shown('').options[0]!.values.map(({ value }) => shown(`state=${value}`).count)).toEqual([300, 150]) // each state has a code
})

test('the lists of one page have their own state in its address', () => {
  expect([shown('page=3', roundPairingList).page, shown('pairings-page=3', roundPairingList).page]).toEqual([1, 3])
})
