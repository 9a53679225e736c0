// What of a file is not read, and how it is told.
import { expect, test } from 'vitest'
import { createUnknownWordCollector } from '#app/spreadsheet/unread.ts'

test('a hundred words that are not known are told one by one, the others together, column by column', () => {
  const lost = createUnknownWordCollector()
  const add = (word: string, column = '类别') => lost.add({ sheet: '名单', column, word })
  for (let nth = 1; nth <= 100; nth++) add(`词${nth}`)
  for (const word of ['甲', '乙', '词1', '乙']) add(word)
  add('丙', '层次')
  const told = lost.tell()
  expect(told[0]).toEqual({ sheet: '名单', column: '类别', rows: 2, why: '“词1”认不出来，没有记下' })
  expect(told.slice(100)).toEqual([
    { sheet: '名单', column: '类别', rows: 3, why: '还有别的词认不出来，没有记下' },
    { sheet: '名单', column: '层次', rows: 1, why: '还有别的词认不出来，没有记下' },
  ])
})
