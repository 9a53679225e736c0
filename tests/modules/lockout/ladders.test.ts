// How wrong tries are slowed down, whatever the order and timing of the tries.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Ladder,
  ladders,
  toAddressKey,
  toNetwork,
  decayTries,
  formatWait,
  type Tries,
  computeWait,
  computeRemainingWait,
} from '#app/modules/lockout/ladders.ts'

const both = Object.entries(ladders)
const day = 24 * 3600

/** How many wrong tries somebody gets in who waits as told and then dawdles, over so many days. */
function triesIn(ladder: Ladder, days: number, dawdle: (nth: number) => number) {
  let tries: Tries = { count: 0, since: new Date(0) }
  let made = 0
  for (let seconds = 0; seconds < days * day; made++) {
    const kept = decayTries(tries, new Date(seconds * 1000), ladder)
    tries = { ...kept, count: kept.count + 1 }
    seconds += computeWait(tries.count, ladder) + 1 + dawdle(made)
  }
  return made
}

test.each(both)('two slips of the finger cost no wait (%s)', (_, ladder) => {
  expect([0, 1, 2].map((tries) => computeWait(tries, ladder))).toEqual([0, 0, 0])
})

test.each(both)('more wrong tries never mean a shorter wait (%s)', (_, ladder) => {
  fc.assert(fc.property(fc.nat(1000), fc.nat(1000), (a, b) => computeWait(Math.max(a, b), ladder) >= computeWait(Math.min(a, b), ladder)))
})

test('ten wrong tries lock an account for half an hour, and an address only after a hundred for a quarter', () => {
  expect(computeWait(10, ladders.account)).toBe(30 * 60)
  expect(computeWait(39, ladders.address)).toBe(0)
  expect(computeWait(100, ladders.address)).toBe(15 * 60)
})

test('who never gives up guesses a PIN about fifty times a day', () => {
  expect(triesIn(ladders.account, 30, () => 0) / 30).toBeLessThan(51)
})

test('no clever timing gets many more tries', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(120), fc.nat(4 * 3600)), { minLength: 1, maxLength: 40 }), (pauses) => {
      expect(triesIn(ladders.account, 10, (nth) => pauses[nth % pauses.length]!) / 10).toBeLessThan(55)
    }),
  )
})

test('one address that guesses at everybody gets fewer than 160 tries a day', () => {
  expect(triesIn(ladders.address, 30, () => 0) / 30).toBeLessThan(160)
})

test('a village of phones behind one address that mistypes now and then is never made to wait', () => {
  let tries: Tries = { count: 0, since: new Date(0) }
  for (let hour = 0; hour < 24 * 60; hour++) {
    for (let typo = 0; typo < 5; typo++) {
      const kept = decayTries(tries, new Date((hour * 3600 + typo * 600) * 1000), ladders.address)
      tries = { ...kept, count: kept.count + 1 }
      expect(computeWait(tries.count, ladders.address)).toBe(0)
    }
  }
})

test.each(both)('looking in between changes nothing about what is forgotten (%s)', (_, ladder) => {
  fc.assert(
    fc.property(fc.nat(300), fc.array(fc.nat(20 * 3600), { maxLength: 20 }), (count, pauses) => {
      const start: Tries = { count, since: new Date(0) }
      let often = start
      let seconds = 0
      for (const pause of pauses) {
        seconds += pause
        often = decayTries(often, new Date(seconds * 1000), ladder)
      }
      expect(often.count).toBe(decayTries(start, new Date(seconds * 1000), ladder).count)
    }),
  )
})

test('a clock that was set back forgives nothing and breaks nothing', () => {
  const tries = { count: 4, since: new Date('2019-03-04T09:00:00Z') }
  expect(decayTries(tries, new Date('2019-03-04T08:00:00Z'), ladders.account)).toEqual(tries)
})

test('a clock that was set back makes nobody wait longer than the longest wait', () => {
  const at = new Date('2019-03-04T09:00:00Z')
  const until = (moment: string) => computeRemainingWait(new Date(moment), at, ladders.account)
  expect([
    until('2019-03-04T09:00:05Z'),
    until('2019-03-04T08:00:00Z'),
    until('2031-01-01T00:00:00Z'),
    computeRemainingWait(null, at, ladders.account),
  ]).toEqual([5000, 0, 30 * 60_000, 0])
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['2001:DB8:12:34:56:78:9a:bc', '2001:db8:12:34'],
  ['2001:db8:12:34::1', '2001:db8:12:34'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
  ['made up', 'made up'],
  ['made:up', 'made:up'],
])('tries from %s are counted under %s: who can choose half his address gains nothing', (address, counted) => {
  expect(toAddressKey(address)).toBe(counted)
})

test('the wait is said in seconds, then in minutes, and never too short', () => {
  expect([1, 5_000, 30_000, 89_000, 90_000, 300_000, 1_800_000].map(formatWait)).toEqual([
    '1 秒',
    '5 秒',
    '30 秒',
    '89 秒',
    '2 分钟',
    '5 分钟',
    '30 分钟',
  ])
})

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['203.0.113.7', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2::5', '2001:db8:1::/48'],
  ['::1', '0:0:0::/48'],
  ['made up', 'made up'],
])('the address %s is kept as its network, %s', (address, network) => {
  expect(toNetwork(address)).toBe(network)
})

test('each hour one wrong try is forgotten; once all are, forgetting begins anew with the next', () => {
  const since = new Date('2019-03-04T09:00:00Z')
  const after = (minutes: number, count = 2) => decayTries({ count, since }, new Date(since.getTime() + minutes * 60_000), ladders.account)
  expect(after(59)).toEqual({ count: 2, since })
  expect(after(60)).toEqual({ count: 1, since: new Date('2019-03-04T10:00:00Z') })
  expect(after(119)).toEqual({ count: 1, since: new Date('2019-03-04T10:00:00Z') })
  expect(after(150)).toEqual({ count: 0, since: new Date('2019-03-04T11:30:00Z') })
  expect(after(600)).toEqual({ count: 0, since: new Date('2019-03-04T19:00:00Z') })
  expect(after(90, 0)).toEqual({ count: 0, since: new Date('2019-03-04T10:30:00Z') })
})
