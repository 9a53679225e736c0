// A form by what was filled into it: how it reads while it waits, and what is missing before it goes anywhere.
import { expect, test } from 'vitest'
import { sayFilled } from '#app/modules/mentorship/islands/form-words.ts'

test('what waits is said as it was answered: opposite answers read differently', () => {
  expect(sayFilled({ title: '', written: '', answers: ['联系过', ''] })).toBe('联系过')
  expect(sayFilled({ title: '', written: '', answers: ['', '没联系', '卡住了'] })).toBe('没联系，卡住了')
  expect(sayFilled({ title: '结对志愿', written: '', answers: ['甲店 第 1 志愿', '', '乙店 不愿意'] })).toBe(
    '结对志愿：甲店 第 1 志愿，乙店 不愿意',
  )
})

test('what was written stands first, and what was chosen behind it; a form without answers goes by its name', () => {
  expect(sayFilled({ title: '', written: '教了改标题', answers: ['联系过'] })).toBe('教了改标题（联系过）')
  expect(sayFilled({ title: '同意结对', written: '', answers: [] })).toBe('同意结对')
})
