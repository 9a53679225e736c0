// The file that the operator's `match` command takes.
import { expect, test } from 'vitest'
import { matchFile } from '#app/modules/matching/match-file.ts'
import { drawLot } from '#app/modules/matching/tie-break.ts'
import { Refusal } from '#app/refusal.ts'

const refusalOf = (content: unknown) => {
  try {
    matchFile(content, 0)
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.message
    throw refusal
  }
  throw new Error('it was not refused')
}

test('pairs come by western id, with who stays without help', () => {
  const file = {
    west: [
      { id: 'w3', prefers: ['e1'] },
      { id: 'w2', prefers: ['e1', 'e2'] },
      { id: 'w1', prefers: ['e1', 'e2'] },
    ],
    east: [
      { id: 'e1', capacity: 1, prefers: ['w1', 'w2', 'w3'] },
      { id: 'e2', capacity: 2, prefers: ['w2', 'w1'] },
    ],
  }
  expect(matchFile(file, 7)).toEqual({
    pairs: [
      ['w1', 'e1'],
      ['w2', 'e2'],
    ],
    unmatched: ['w3'],
  })
})

test('nobody listed, nobody there, no places: not refused, not paired', () => {
  expect(matchFile({ west: [], east: [] }, 0)).toEqual({ pairs: [], unmatched: [] })
  expect(matchFile({ west: [{ id: 'w', prefers: ['e'] }], east: [{ id: 'e', capacity: 0, prefers: ['w'] }] }, 0).unmatched).toEqual(['w'])
  expect(matchFile({ west: [{ id: 'w', prefers: ['e'] }], east: [{ id: 'e', capacity: 1, prefers: [] }] }, 0).unmatched).toEqual(['w'])
  expect(matchFile({ west: [{ id: 'w', prefers: [] }], east: [{ id: 'e', capacity: 1, prefers: ['w'] }] }, 0).unmatched).toEqual(['w'])
})

test('names that programs trip over are names like others', () => {
  const file = { west: [{ id: '__proto__', prefers: ['constructor'] }], east: [{ id: 'constructor', capacity: 1, prefers: ['__proto__'] }] }
  expect(matchFile(file, 0).pairs).toEqual([['__proto__', 'constructor']])
})

test.each([
  [null, '文件要写成'],
  [{ east: [] }, '缺少 west 列表'],
  [{ west: [] }, '缺少 east 列表'],
  [{ west: [{ id: 1, prefers: [] }], east: [] }, 'west.0.id 编号要是文字'],
  [{ west: [{ id: '', prefers: [] }], east: [] }, '编号不能为空'],
  [{ west: [{ id: 'w' }], east: [] }, 'prefers 要是编号的列表'],
  [{ west: [], east: [{ id: 'e', prefers: [] }] }, 'capacity 要是整数'],
  [{ west: [], east: [{ id: 'e', capacity: -1, prefers: [] }] }, 'capacity 不能小于 0'],
  [{ west: [], east: [{ id: 'e', capacity: 1.5, prefers: [] }] }, 'capacity 要是整数'],
  [{ west: [{ id: 'w', prefers: ['e9'] }], east: [] }, 'w 的 prefers 里有「e9」，但东部没有这家店'],
  [{ west: [], east: [{ id: 'e', capacity: 1, prefers: ['w9'] }] }, 'e 的 prefers 里有「w9」，但西部没有这家店'],
  [
    {
      west: [
        { id: 'w', prefers: [] },
        { id: 'w', prefers: [] },
      ],
      east: [],
    },
    '编号「w」在 west 里写了两次',
  ],
  [{ west: [{ id: 'w', prefers: ['e', 'e'] }], east: [{ id: 'e', capacity: 1, prefers: [] }] }, 'w 的 prefers 里「e」写了两次'],
])('%j is refused with a sentence', (content, sentence) => {
  expect(refusalOf(content)).toContain(sentence)
})

test('a thousand western and three hundred eastern shops are matched within half a second', () => {
  const westIds = Array.from({ length: 1000 }, (_, index) => `w${index}`)
  const eastIds = Array.from({ length: 300 }, (_, index) => `e${index}`)
  const drawn = (ids: string[], by: string) =>
    ids
      .map((id) => [drawLot(1, by, id), id] as const)
      .sort(([one], [other]) => one - other)
      .map(([, id]) => id)
  const file = {
    west: westIds.map((id) => ({ id, prefers: drawn(eastIds, id) })),
    east: eastIds.map((id, index) => ({ id, capacity: 1 + (index % 4), prefers: drawn(westIds, id) })),
  }
  // The machine is shared: processor time, and the best of five runs, tell of this code alone.
  const spent = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    matchFile(file, 1)
    return process.cpuUsage(before).user / 1000
  })
  expect(Math.min(...spent)).toBeLessThan(500)
  const { pairs, unmatched } = matchFile(file, 1)
  expect(pairs.length).toBe(750)
  expect(unmatched.length).toBe(250)
})
